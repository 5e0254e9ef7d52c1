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
        StorageException => new(FailureAction.RetryLater, "storage", Line(error)),
        DbException => new(FailureAction.RetryLater, "catalog", Line(error)),
        IOException => new(FailureAction.RetryLater, "disk", Line(error)),
        TimeoutException or OperationCanceledException => new(FailureAction.RetryLater, "timeout", Line(error)),
        _ => new(FailureAction.RetryLater, "error", Line(error)),
    };

    private static string CodeOf(AudioException error) => JsonNamingPolicy.KebabCaseLower.ConvertName(error.Fault.ToString());

    private static string Line(Exception error) => error.Message.ReplaceLineEndings(" ");
}
