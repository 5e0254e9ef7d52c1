using GetYourMusicStyle.Cli.Input;

namespace GetYourMusicStyle.Cli.Output;

/// <summary>A run over files: shows how far it is, names each file that failed with its reason, and knows the exit code.</summary>
internal sealed class FileProgress : IDisposable
{
    private readonly ProgressBar _progress;
    private int _failures;

    public FileProgress(InputFiles input)
    {
        _progress = new ProgressBar(input.Files.Count, input.Files.Sum(file => file.Bytes));
        foreach (var (path, reason) in input.Failures)
            Fail(path, reason);
    }

    public int ExitCode => _failures == 0 ? Cli.ExitCode.Done : Cli.ExitCode.SomeFailed;

    /// <summary>Notes that a file is done, or has failed, and writes its results.</summary>
    public void Done(InputFile file, double seconds, string? error, Action write)
    {
        _progress.Add(file.Bytes, seconds, error is not null);
        _progress.Around(write);
        if (error is not null)
            Fail(file.Path, error);
    }

    /// <summary>Says something about a file that is no failure.</summary>
    public void Remark(string path, string remark) => _progress.Around(() => StandardError.WriteLine($"{path}: {remark}"));

    public void Dispose() => _progress.Dispose();

    private void Fail(string path, string reason)
    {
        _failures++;
        _progress.Around(() => StandardError.WriteLine($"{path}: {reason}"));
    }
}
