namespace GetYourMusicStyle.Contracts.Messages;

/// <summary>Score a track: features and log spectrograms to rows in the catalog.</summary>
/// <param name="ModelVersion">The model version to score with; a worker with another one releases the job. Null for any.</param>
public sealed record ScoreTrack(
    Guid JobId, long TrackId, int Attempt, string ExtractorVersion, string? ModelVersion, QueuePriority Priority, bool RunIsolated,
    string? TraceParent) : IStageMessage;
