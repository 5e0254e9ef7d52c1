namespace GetYourMusicStyle.Catalog.Model;

/// <summary>The verdict on one track, to be written with its windows and with its feature summary, if that is known.</summary>
public sealed record ScoredTrack(
    JobAttempt Attempt, long TrackId, string? Genre, double Confidence, bool Uncertain, float[]? Probabilities, IReadOnlyList<WindowScore> Windows,
    TrackFeatureSummary? FeatureSummary = null);
