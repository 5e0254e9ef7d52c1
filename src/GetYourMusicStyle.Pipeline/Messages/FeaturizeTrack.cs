using GetYourMusicStyle.Catalog;

namespace GetYourMusicStyle.Pipeline.Messages;

/// <summary>Analyse a track: audio to features and log spectrograms in the object store.</summary>
/// <param name="AudioKey">Where the audio is in the object store.</param>
public sealed record FeaturizeTrack(
    Guid JobId, long TrackId, string AudioKey, int Attempt, string ExtractorVersion, Lane Lane, bool Suspect, string? TraceParent) : IStageMessage;
