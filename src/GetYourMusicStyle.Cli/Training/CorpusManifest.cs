using System.Text;

namespace GetYourMusicStyle.Cli.Training;

/// <summary>Reads <c>corpus.csv</c>; paths in it are relative to its folder.</summary>
internal static class CorpusManifest
{
    public const string Name = "corpus.csv";

    /// <exception cref="UsageException">The manifest is missing or lacks a column.</exception>
    public static IReadOnlyList<LabelledFile> Read(string path)
    {
        if (!File.Exists(path))
            throw new UsageException($"there is no corpus manifest at {path}; gyms corpus makes one");
        var records = Records(File.ReadAllText(path, Encoding.UTF8));
        var header = records.Count == 0 ? [] : records[0];
        int Column(string name) => header.IndexOf(name) is >= 0 and var column ? column : throw new UsageException($"{path} has no column '{name}'");
        int file = Column("path"), hash = Column("sha256");
        int[] labels = [.. LabelledFile.Columns.Select(Column)];
        if (records.FindIndex(record => record.Count != header.Count) is >= 0 and var bad)
            throw new UsageException($"{path}: record {bad + 1} has {records[bad].Count} fields, not {header.Count}");
        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        return [.. records.Skip(1).Select(record =>
            new LabelledFile(record[file], System.IO.Path.Combine(folder, record[file]), record[hash], [.. labels.Select(column => record[column])]))];
    }

    // Comma-separated values after RFC 4180, with \n or \r\n between records.
    private static List<List<string>> Records(string text)
    {
        var records = new List<List<string>>();
        var record = new List<string>();
        var field = new StringBuilder();
        bool quoted = false;
        void EndField()
        {
            record.Add(field.ToString());
            field.Clear();
        }
        void EndRecord()
        {
            EndField();
            records.Add(record);
            record = [];
        }
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '"' && quoted && i + 1 < text.Length && text[i + 1] == '"')
                field.Append(text[++i]);
            else if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
                EndField();
            else if (c == '\n' && !quoted)
                EndRecord();
            else if (c != '\r' || quoted)
                field.Append(c);
        }
        if (field.Length > 0 || record.Count > 0)
            EndRecord();
        return records;
    }
}
