using GetYourMusicStyle.Cli.Input;

namespace GetYourMusicStyle.Cli.Tagging;

/// <summary>One file, its genres before and after, and a remark or the reason for a failure.</summary>
internal sealed record TagResult(InputFile File, TagOutcome Outcome)
{
    public IReadOnlyList<string> Old { get; init; } = [];

    public IReadOnlyList<string> New { get; init; } = [];

    /// <summary>What the model says of it, if it was asked.</summary>
    public GenrePrediction? Prediction { get; init; }

    /// <summary>Something worth knowing about a file that was changed.</summary>
    public string? Remark { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Error { get; init; }

    /// <summary>Seconds of audio that were analysed.</summary>
    public double DurationSeconds { get; init; }
}
