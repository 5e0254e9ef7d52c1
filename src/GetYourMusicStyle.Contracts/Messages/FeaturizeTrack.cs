namespace GetYourMusicStyle.Contracts.Messages;

/// <summary>Analyse a track: audio to features and log spectrograms in the object store.</summary>
public sealed record FeaturizeTrack(
    Guid JobId, long TrackId, int Attempt, string ExtractorVersion, QueuePriority Priority, bool RunIsolated, string? TraceParent) : IStageMessage;
