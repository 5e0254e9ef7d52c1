using System.Text;
using GetYourMusicStyle.Cli.Output;
using GetYourMusicStyle.Recommender;

namespace GetYourMusicStyle.Cli.Neighbours;

/// <summary>From the table of held-out tracks to the page about neighbours.</summary>
internal static class NeighbourEvaluation
{
    /// <summary>Where the table lies in the extracted data.</summary>
    public static string TablePath(string data) => Path.Combine(data, "neighbours", "tracks.csv");

    /// <summary>Writes <c>NEIGHBOURS.md</c> into the models' folder.</summary>
    /// <exception cref="UsageException">The table cannot be used.</exception>
    public static void Write(string table, string models, CancellationToken cancellation)
    {
        var study = new NeighbourStudy(new HeldOutTable(table), cancellation);
        AtomicFile.Write(Path.Combine(models, NeighbourReport.Name), stream => stream.Write(Encoding.UTF8.GetBytes(NeighbourReport.Of(study))));
        if (study.Selection.Weight != new RecommenderOptions().SoundWeight)
            StandardError.WriteLine($"the weight of the sound that does best is {study.Selection.Weight}, not the default; Recommender:SoundWeight sets it");
        StandardError.WriteLine($"wrote {models}: {NeighbourReport.Name}");
    }
}
