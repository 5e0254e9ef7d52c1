namespace GetYourMusicStyle.Cli.Tagging;

/// <summary>The genres a file is to have, given those it has; <see cref="TagOutcome.Changed"/> when they are to be written.</summary>
internal sealed record TagChange(TagOutcome Outcome, IReadOnlyList<string> Genres)
{
    public GenrePrediction? Prediction { get; init; }

    public double DurationSeconds { get; init; }
}
