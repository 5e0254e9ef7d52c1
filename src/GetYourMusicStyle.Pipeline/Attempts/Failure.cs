using System.Data.Common;
using System.Text.Json;
using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Pipeline.Objects;
using GetYourMusicStyle.Scoring;
using GetYourMusicStyle.Storage;

namespace GetYourMusicStyle.Pipeline.Attempts;

/// <summary>What is to become of an attempt that failed.</summary>
internal enum FailureAction
{
    /// <summary>It may pass: later again, up to a limit.</summary>
    RetryLater,

    /// <summary>A server is away, or the disk of this machine is full or broken: again when that has passed, however long it lasts.</summary>
    Wait,

    /// <summary>It stays: the job has failed.</summary>
    Fail,

    /// <summary>What an earlier stage left in the store is gone or damaged: back to it.</summary>
    BackToFeatures,
}

/// <summary>What is to become of an attempt that failed, and why.</summary>
/// <param name="Code">Short and stable, such as <c>too-short</c>.</param>
/// <param name="Message">One line for people.</param>
internal sealed record Failure(FailureAction Action, string Code, string Message)
{
    /// <summary>Classifies an error of a stage's work.</summary>
    public static Failure Of(Stage stage, Exception error) => error switch
    {
        AudioException audio => new(FailureAction.Fail, CodeOf(audio), Line(audio)),
        ModelException => new(FailureAction.Fail, "model", Line(error)),
        ObjectMissingException when stage == Stage.Featurize => new(FailureAction.Fail, "audio-missing", Line(error)),
        ObjectMissingException or ObjectDamagedException when stage != Stage.Featurize => new(FailureAction.BackToFeatures, "features-missing", Line(error)),
        StorageException => new(FailureAction.Wait, "storage", Line(error)),
        DbException => new(FailureAction.RetryLater, "catalog", Line(error)),
        IOException io => new(IsOfDisk(io) ? FailureAction.Wait : FailureAction.RetryLater, "disk", Line(error)),
        TimeoutException or OperationCanceledException => new(FailureAction.RetryLater, "timeout", Line(error)),
        _ => new(FailureAction.RetryLater, "error", Line(error)),
    };

    // By the error numbers of Unix that .NET keeps: anything else might be the fault of the file.
    private static bool IsOfDisk(IOException error)
    {
        const int InputOutput = 5, TooManyOpen = 23, TooManyOpenHere = 24, NoSpace = 28, ReadOnly = 30, Quota = 122;
        return error.HResult is InputOutput or TooManyOpen or TooManyOpenHere or NoSpace or ReadOnly or Quota
            || (error.InnerException is IOException inner && IsOfDisk(inner));
    }

    private static string CodeOf(AudioException error) => JsonNamingPolicy.KebabCaseLower.ConvertName(error.Fault.ToString());

    private static string Line(Exception error) => error.Message.ReplaceLineEndings(" ");
}
