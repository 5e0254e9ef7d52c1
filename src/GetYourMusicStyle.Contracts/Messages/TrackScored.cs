namespace GetYourMusicStyle.Contracts.Messages;

/// <summary>A track has been scored, and its scores can be read. Published: every recommender gets it. A lost one is made up for by the next poll of the catalog.</summary>
/// <param name="ModelVersion">The model version that scored it.</param>
public sealed record TrackScored(long TrackId, string ModelVersion);
