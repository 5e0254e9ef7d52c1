using System.Globalization;
using GetYourMusicStyle.Cli.Input;
using GetYourMusicStyle.Recommender;

namespace GetYourMusicStyle.Cli.Neighbours;

/// <summary>The table that <c>models/training/evaluation/neighbours.py</c> writes: a track a line, a column a probability, mean, spread and number of its embedding.</summary>
internal sealed class HeldOutTable
{
    private const string Probability = "p:", Embedding = "embedding:";

    /// <exception cref="UsageException">The file is not such a table.</exception>
    public HeldOutTable(string path)
    {
        if (!File.Exists(path))
            throw new UsageException($"{path}: there is no such file");
        var file = new CsvFile(path);
        Genres = [.. file.Header.Where(name => name.StartsWith(Probability, StringComparison.Ordinal)).Select(name => name[Probability.Length..])];
        int[] probabilities = [.. Genres.Select(genre => file.Column(Probability + genre))];
        EmbeddingWidth = file.Header.Count(name => name.StartsWith(Embedding, StringComparison.Ordinal));
        if (EmbeddingWidth == 0)
            throw new UsageException($"{path}: it has no column {Embedding}0: the neighbours of models without an embedding are found by genre alone, and there is nothing to weigh");
        int[] means = Columns("mean:", FeatureSummary.Size), spreads = Columns("spread:", FeatureSummary.Size), embedding = Columns(Embedding, EmbeddingWidth);
        var (song, group, family, label, unheard) = (file.Column("song"), file.Column("group"), file.Column("family"), file.Column("genre"), file.Column("unheard"));
        Tracks = [.. file.Rows.Select((row, id) =>
        {
            float[] said = Numbers(row, probabilities);
            int top = Array.IndexOf(said, said.Max());
            var track = new IndexedTrack(id, Genres[top], said[top], false, said, Numbers(row, embedding),
                new FeatureSummary(Numbers(row, means), Numbers(row, spreads)), 0, row[song], null, null, row[song]);
            return new HeldOutTrack(track, row[label], row[group], row[family], row[unheard] == "1");
        })];

        int[] Columns(string name, int count) => [.. Enumerable.Range(0, count).Select(i => file.Column($"{name}{i}"))];

        float[] Numbers(IReadOnlyList<string> row, int[] columns) => [.. columns.Select(column =>
            float.TryParse(row[column], NumberStyles.Float, CultureInfo.InvariantCulture, out float number) && float.IsFinite(number)
                ? number
                : throw new UsageException($"{path}: '{row[column]}' is no number"))];
    }

    /// <summary>The genres of the models, in their order.</summary>
    public IReadOnlyList<string> Genres { get; }

    /// <summary>Numbers of an embedding, at least 1.</summary>
    public int EmbeddingWidth { get; }

    /// <summary>The tracks; the id of each is its place.</summary>
    public IReadOnlyList<HeldOutTrack> Tracks { get; }
}
