using System.Text;
using GetYourMusicStyle.Cli.Input;

namespace GetYourMusicStyle.Cli.Output;

/// <summary>
/// Where <c>--json FILE</c> or <c>--csv FILE</c> goes: a file that appears when the run is complete, or standard output for <c>-</c>; a pipe
/// or device is written as it comes.
/// </summary>
internal sealed class ResultFile : IDisposable
{
    private readonly AtomicFile? _file;
    private readonly StreamWriter _writer;

    public ResultFile(string path)
    {
        if (Directory.Exists(path))
            throw new UsageException($"{path} is a folder, not a file to write");
        IsStandardOutput = path == "-";
        if (!IsStandardOutput && !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
            throw new UsageException($"{path}: there is no such folder to write to");
        Stream stream = IsStandardOutput ? Console.OpenStandardOutput() : OpenSpecial(path) ?? (_file = new AtomicFile(path)).Stream;
        _writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\n" };
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

    /// <summary>Opens both, which must differ and must not be one of the input files; null where no path is given.</summary>
    public static (ResultFile? Json, ResultFile? Csv) Open(string? json, string? csv, InputFiles input)
    {
        if (json == "-" && csv == "-")
            throw new UsageException("--json and --csv cannot both go to standard output");
        if (json is not null && csv is not null && Path.GetFullPath(json) == Path.GetFullPath(csv))
            throw new UsageException("--json and --csv cannot both go to the same file");
        foreach (string path in new[] { json, csv }.OfType<string>())
        {
            if (input.Files.Any(file => AtomicFile.RealPath(file.FullPath) == AtomicFile.RealPath(path)))
                throw new UsageException($"{path} is one of the audio files; it would be written over");
        }
        return (json is null ? null : new ResultFile(json), csv is null ? null : new ResultFile(csv));
    }

    // A rename would put a plain file in the place of a device or a pipe.
    private static FileStream? OpenSpecial(string path)
    {
        if (!File.Exists(AtomicFile.RealPath(path)))
            return null;
        var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        if (!stream.CanSeek || AtomicFile.RealPath(path).StartsWith("/dev/", StringComparison.Ordinal) || Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal))
            return stream;
        stream.Dispose();
        return null;
    }
}
