using GetYourMusicStyle.Catalog;

namespace GetYourMusicStyle.Pipeline.Messages;

/// <summary>Draw a track: log spectrograms to a PNG a window in the object store.</summary>
/// <param name="SpectrogramsKey">Where the log spectrograms are in the object store.</param>
public sealed record DrawSpectrograms(
    Guid JobId, long TrackId, string SpectrogramsKey, int Attempt, string ExtractorVersion, Lane Lane, bool Suspect, string? TraceParent) : IStageMessage;
