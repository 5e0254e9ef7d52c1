using GetYourMusicStyle.Cli.Input;

namespace GetYourMusicStyle.Cli.Training;

/// <summary>Reads <c>corpus.csv</c> and the lists beside it; paths in them are relative to their folder.</summary>
internal static class CorpusManifest
{
    public const string Name = "corpus.csv";

    /// <summary>
    /// What is never learned to be a genre: recordings to look at; what is no music; music without a label. A list each beside
    /// <see cref="Name"/>, extracted to a folder each.
    /// </summary>
    public static readonly IReadOnlyList<string> Sides = ["real", "other", "unlabelled"];

    /// <exception cref="UsageException">The manifest is missing or lacks a column.</exception>
    public static IReadOnlyList<LabelledFile> Read(string path)
    {
        if (!File.Exists(path))
            throw new UsageException($"there is no corpus manifest at {path}: gyms corpus makes one; music of your own goes with --library");
        var table = new CsvFile(path);
        int file = table.Column("path"), hash = table.Column("sha256");
        int[] labels = [.. LabelledFile.Columns.Select(table.Column)];
        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        return [.. table.Rows.Select(record =>
            new LabelledFile(record[file], System.IO.Path.Combine(folder, record[file]), record[hash], [.. labels.Select(column => record[column])]))];
    }
}
