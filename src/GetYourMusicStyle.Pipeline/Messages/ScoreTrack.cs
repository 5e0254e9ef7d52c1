using GetYourMusicStyle.Catalog;

namespace GetYourMusicStyle.Pipeline.Messages;

/// <summary>Score a track: features and log spectrograms to rows in the catalog.</summary>
/// <param name="FeaturesKey">Where the features are in the object store.</param>
/// <param name="ModelVersion">The model version to score with; a worker with another one gives the job back.</param>
public sealed record ScoreTrack(
    Guid JobId, long TrackId, string FeaturesKey, int Attempt, string ExtractorVersion, string? ModelVersion, Lane Lane, bool Suspect,
    string? TraceParent) : IStageMessage;
