namespace GetYourMusicStyle.Contracts.Messages;

/// <summary>Render a track's log spectrograms: a PNG a window in the object store.</summary>
public sealed record RenderSpectrograms(
    Guid JobId, long TrackId, int Attempt, string ExtractorVersion, QueuePriority Priority, bool RunIsolated, string? TraceParent) : IStageMessage;
