using System.Text;
using GetYourMusicStyle.Cli.Output;
using GetYourMusicStyle.Recommender;

namespace GetYourMusicStyle.Cli.Neighbours;

/// <summary>From the table of held-out tracks to the page about neighbours, and to the scale by which sounds are normalised.</summary>
internal static class NeighbourEvaluation
{
    /// <summary>Where the table lies in the extracted data.</summary>
    public static string TablePath(string data) => Path.Combine(data, "neighbours", "tracks.csv");

    /// <summary>Writes <c>NEIGHBOURS.md</c> and <c>sound.json</c> into the models' folder.</summary>
    /// <exception cref="UsageException">The table cannot be used.</exception>
    public static void Write(string table, string models, CancellationToken cancellation)
    {
        var tracks = new HeldOutTable(table);
        Save(Path.Combine(models, "sound.json"), FeatureNormalization.Of([.. tracks.Tracks.Select(track => track.Track.Summary!)]).ToJson());
        var selection = new SoundWeightSelection(tracks, cancellation);
        Save(Path.Combine(models, NeighbourReport.Name), NeighbourReport.Of(selection));
        if (selection.Weight != new RecommenderOptions().SoundWeight)
            StandardError.WriteLine($"the weight of the sound that does best is {selection.Weight}, not the default; Recommender:SoundWeight sets it");
        StandardError.WriteLine($"wrote {models}: {NeighbourReport.Name}, sound.json");
    }

    private static void Save(string path, string text) => AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
