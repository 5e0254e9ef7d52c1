namespace GetYourMusicStyle.Contracts.Recommendations;

/// <summary>Request for what the index knows of tracks, for when the catalog is out of reach; answered by <see cref="TracksDescribed"/>.</summary>
/// <param name="ModelVersion">Whose results are meant; another version's index does not answer.</param>
public sealed record DescribeTracks(string ModelVersion, long[] Ids);

/// <summary>Response to <see cref="DescribeTracks"/>.</summary>
/// <param name="Tracks">Those of the tracks named that are in the index, in that order, as many as a message has room for.</param>
/// <param name="Seen">How many of the tracks named this answers; the rest needs another request.</param>
public sealed record TracksDescribed(DescribedTrack[] Tracks, int Seen);

/// <summary>What the index knows of a track.</summary>
public sealed record DescribedTrack(
    long Id, string? Genre, double Confidence, bool Uncertain, float[] Probabilities, double DurationSeconds, string? Title, string? Artist, string? Album, string Path);
