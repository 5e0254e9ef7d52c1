using System.Text;

namespace GetYourMusicStyle.Cli.Input;

/// <summary>A file of comma-separated values after RFC 4180 with a header, read whole; \n or \r\n between records.</summary>
internal sealed class CsvFile
{
    private readonly string _path;
    private readonly List<string> _header;

    /// <exception cref="UsageException">A record has another number of fields than the header.</exception>
    public CsvFile(string path)
    {
        _path = path;
        var records = Records(File.ReadAllText(path, Encoding.UTF8));
        _header = records.Count == 0 ? [] : [.. records[0].Select(name => name.Trim())];
        if (records.FindIndex(record => record.Count != _header.Count) is >= 0 and var bad)
            throw new UsageException($"{path}: record {bad + 1} has {records[bad].Count} fields, not {_header.Count}");
        Rows = [.. records.Skip(1)];
    }

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Header => _header;

    public IReadOnlyList<IReadOnlyList<string>> Rows { get; }

    /// <summary>The position of a column.</summary>
    /// <exception cref="UsageException">There is none of that name.</exception>
    public int Column(string name) => OptionalColumn(name) ?? throw new UsageException($"{_path} has no column '{name}'");

    /// <summary>The position of a column, if there is one.</summary>
    public int? OptionalColumn(string name) => _header.IndexOf(name) is >= 0 and var column ? column : null;

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
