using System.Text;

namespace GetYourMusicStyle.Cli.Output;

/// <summary>Where <c>--json FILE</c> or <c>--csv FILE</c> goes: a file that appears when the run is complete, or standard output for <c>-</c>.</summary>
internal sealed class ResultFile : IDisposable
{
    private readonly AtomicFile? _file;

    public ResultFile(string path)
    {
        if (Directory.Exists(path))
            throw new UsageException($"{path} is a folder, not a file to write");
        IsStandardOutput = path == "-";
        _file = IsStandardOutput ? null : new AtomicFile(path);
        Writer = new StreamWriter(_file?.Stream ?? Console.OpenStandardOutput(), new UTF8Encoding(false)) { NewLine = "\n" };
    }

    public bool IsStandardOutput { get; }

    public StreamWriter Writer { get; }

    /// <summary>Writes one line; standard output gets it at once.</summary>
    public void WriteLine(string line)
    {
        Writer.WriteLine(line);
        if (IsStandardOutput)
            Writer.Flush();
    }

    public void Commit()
    {
        Writer.Flush();
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
