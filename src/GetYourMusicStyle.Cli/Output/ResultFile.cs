using System.Text;

namespace GetYourMusicStyle.Cli.Output;

/// <summary>Where <c>--json FILE</c> or <c>--csv FILE</c> goes: a file that appears when the run is complete, or standard output for <c>-</c>.</summary>
internal sealed class ResultFile : IDisposable
{
    private readonly AtomicFile? _file;
    private readonly StreamWriter _writer;

    public ResultFile(string path)
    {
        if (Directory.Exists(path))
            throw new UsageException($"{path} is a folder, not a file to write");
        IsStandardOutput = path == "-";
        _file = IsStandardOutput ? null : new AtomicFile(path);
        _writer = new StreamWriter(_file?.Stream ?? Console.OpenStandardOutput(), new UTF8Encoding(false)) { NewLine = "\n" };
    }

    public bool IsStandardOutput { get; }

    /// <summary>Writes one line; standard output gets it at once.</summary>
    public void WriteLine(string line) => WriteLines([line]);

    /// <summary>Writes lines; standard output gets them at once.</summary>
    public void WriteLines(IEnumerable<string> lines)
    {
        foreach (string line in lines)
            _writer.WriteLine(line);
        if (IsStandardOutput)
            _writer.Flush();
    }

    public void Commit()
    {
        _writer.Flush();
        _file?.Commit();
    }

    public void Dispose() => _file?.Dispose();

    /// <summary>Opens both, of which at most one may be standard output; null where no path is given.</summary>
    public static (ResultFile? Json, ResultFile? Csv) Open(string? json, string? csv)
    {
        if (json == "-" && csv == "-")
            throw new UsageException("--json and --csv cannot both go to standard output");
        return (json is null ? null : new ResultFile(json), csv is null ? null : new ResultFile(csv));
    }
}
