using GetYourMusicStyle.Cli.Input;

namespace GetYourMusicStyle.Cli.Tagging;

/// <summary>What became of a file that was to be tagged.</summary>
internal enum TagOutcome
{
    /// <summary>Its genres were changed, or would be.</summary>
    Changed,

    /// <summary>Its genres are as they should be.</summary>
    Unchanged,

    /// <summary>The model is not sure enough.</summary>
    Uncertain,

    /// <summary>There is no sound in it.</summary>
    Silent,

    /// <summary>It could not be done.</summary>
    Failed,
}

/// <summary>One file, its genres before and after, and a remark or the reason for a failure.</summary>
internal sealed record TagResult(InputFile File, TagOutcome Outcome)
{
    public IReadOnlyList<string> Old { get; init; } = [];

    public IReadOnlyList<string> New { get; init; } = [];

    /// <summary>What the model holds of it, if it was asked.</summary>
    public GenrePrediction? Prediction { get; init; }

    /// <summary>Something worth knowing about a file that was changed.</summary>
    public string? Remark { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Error { get; init; }

    /// <summary>Seconds of audio that were analysed.</summary>
    public double DurationSeconds { get; init; }
}
