using GetYourMusicStyle.Cli.Input;
using GetYourMusicStyle.Scoring.Tracks;

namespace GetYourMusicStyle.Cli.Analysis;

/// <summary>What became of one file: a verdict, or the reason why there is none.</summary>
internal sealed record ClassificationResult(InputFile File, string? Sha256)
{
    public double DurationSeconds { get; init; }

    public TrackVerdict? Verdict { get; init; }

    public string? Error { get; init; }
}
