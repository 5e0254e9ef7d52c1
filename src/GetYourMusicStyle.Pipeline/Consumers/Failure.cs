using System.Data.Common;
using System.Text.Json;
using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Scoring;
using GetYourMusicStyle.Storage;

namespace GetYourMusicStyle.Pipeline;

/// <summary>What is to become of an attempt that failed.</summary>
internal enum Consequence
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
internal sealed record Failure(Consequence Consequence, string Code, string Message)
{
    /// <summary>Judges an error of a stage's work.</summary>
    public static Failure Of(Stage stage, Exception error) => error switch
    {
        AudioException audio => new(Consequence.Fail, CodeOf(audio), Line(audio)),
        ModelException => new(Consequence.Fail, "model", Line(error)),
        ObjectMissingException when stage == Stage.Feature => new(Consequence.Fail, "audio-missing", Line(error)),
        ObjectMissingException or ObjectDamagedException when stage != Stage.Feature => new(Consequence.BackToFeatures, "features-missing", Line(error)),
        StorageException => new(Consequence.RetryLater, "storage", Line(error)),
        DbException => new(Consequence.RetryLater, "catalog", Line(error)),
        IOException => new(Consequence.RetryLater, "disk", Line(error)),
        TimeoutException or OperationCanceledException => new(Consequence.RetryLater, "timeout", Line(error)),
        _ => new(Consequence.RetryLater, "error", Line(error)),
    };

    private static string CodeOf(AudioException error) => JsonNamingPolicy.KebabCaseLower.ConvertName(error.Fault.ToString());

    private static string Line(Exception error) => error.Message.ReplaceLineEndings(" ");
}
