namespace GetYourMusicStyle.Catalog.Model;

/// <summary>The verdict on one track, to be written with its windows and with its feature summary, if that is known.</summary>
public sealed record ScoredTrack(
    JobAttempt Attempt, long TrackId, string? Genre, double Confidence, bool Uncertain, float[]? Probabilities, IReadOnlyList<WindowScore> Windows,
    TrackFeatureSummary? FeatureSummary = null)
{
    /// <summary>As <see cref="TrackSummary.Music"/>.</summary>
    public double Music { get; init; } = 1;

    /// <summary>What else is heard in it: names that differ, in any order. Track and model version need not be set.</summary>
    public IReadOnlyList<TrackSound> Sounds { get; init; } = [];

    /// <summary>As <see cref="TrackSummary.Embedding"/>.</summary>
    public float[]? Embedding { get; init; }
}
