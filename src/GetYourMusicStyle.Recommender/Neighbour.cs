namespace GetYourMusicStyle.Recommender;

/// <summary>A track found, and its distance from what was looked for: 0 is the same, see <see cref="RecommenderOptions"/> for the scale.</summary>
public sealed record Neighbour(IndexedTrack Track, double Distance);
