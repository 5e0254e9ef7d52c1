using System.Globalization;
using GetYourMusicStyle.Cli.Input;
using GetYourMusicStyle.Recommender;

namespace GetYourMusicStyle.Cli.Neighbours;

/// <summary>The table that <c>models/training/evaluation/neighbours.py</c> writes: a track a line, a column a probability, mean and spread.</summary>
internal sealed class HeldOutTable
{
    private const string Probability = "p:";

    /// <exception cref="UsageException">The file is not such a table.</exception>
    public HeldOutTable(string path)
    {
        if (!File.Exists(path))
            throw new UsageException($"{path}: there is no such file");
        var file = new CsvFile(path);
        Genres = [.. file.Header.Where(name => name.StartsWith(Probability, StringComparison.Ordinal)).Select(name => name[Probability.Length..])];
        int[] probabilities = [.. Genres.Select(genre => file.Column(Probability + genre))];
        int[] means = Columns("mean"), spreads = Columns("spread");
        var (song, group, family, label, unheard) = (file.Column("song"), file.Column("group"), file.Column("family"), file.Column("genre"), file.Column("unheard"));
        Tracks = [.. file.Rows.Select((row, id) =>
        {
            float[] said = Numbers(row, probabilities);
            int top = Array.IndexOf(said, said.Max());
            var track = new IndexedTrack(id, Genres[top], said[top], false, said, new FeatureSummary(Numbers(row, means), Numbers(row, spreads)), 0, row[song], null, null, row[song]);
            return new HeldOutTrack(track, row[label], row[group], row[family], row[unheard] == "1");
        })];

        int[] Columns(string name) => [.. Enumerable.Range(0, FeatureSummary.Size).Select(f => file.Column($"{name}:{f}"))];

        float[] Numbers(IReadOnlyList<string> row, int[] columns) => [.. columns.Select(column =>
            float.TryParse(row[column], NumberStyles.Float, CultureInfo.InvariantCulture, out float number) && float.IsFinite(number)
                ? number
                : throw new UsageException($"{path}: '{row[column]}' is no number"))];
    }

    /// <summary>The genres of the models, in their order.</summary>
    public IReadOnlyList<string> Genres { get; }

    public IReadOnlyList<HeldOutTrack> Tracks { get; }
}
