using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Scoring;

namespace GetYourMusicStyle.Cli.Analysis;

/// <summary>Why one file failed, in one line; the others go on.</summary>
internal static class FileError
{
    /// <summary>The reason to show for a failure on <paramref name="path"/>, or null when the whole run has to stop.</summary>
    public static string? Explain(string path, Exception fault) => fault switch
    {
        OperationCanceledException or OutOfMemoryException => null,
        AudioException { Fault: AudioFault.Missing } when path.Contains('\uFFFD') =>
            "Its name is not valid UTF-8, so it cannot be opened; rename it.",
        AudioException or ModelException or IOException or UnauthorizedAccessException => fault.Message,
        _ => $"Unexpected {fault.GetType().Name}: {fault.Message}",
    };
}
