namespace GetYourMusicStyle.Catalog.Model;

/// <summary>What decoding found out about a track; null tags leave what is there.</summary>
public sealed record TrackFacts(
    double DurationSeconds, int WindowCount, string FeaturesVersion, string? Title, string? Artist, string? Album, string? TagGenre);
