namespace GetYourMusicStyle.Contracts.Recommendations;

/// <summary>Request for the tracks that are like one; answered by <see cref="SimilarFound"/>.</summary>
/// <param name="ModelVersion">Whose results are meant; another version's index does not answer.</param>
/// <param name="Limit">At most so many.</param>
/// <param name="Genre">Only tracks of this genre.</param>
public sealed record FindSimilar(string ModelVersion, long TrackId, int Limit, string? Genre, bool IncludeUncertain);

/// <summary>Response to <see cref="FindSimilar"/>: the tracks, nearest first.</summary>
/// <param name="Known">Whether the track named is in the index.</param>
/// <param name="Distances">A distance a track.</param>
public sealed record SimilarFound(bool Known, long[] Ids, double[] Distances);

/// <summary>Request for a playlist: like some tracks, or of a mix of genres; answered by <see cref="PlaylistMade"/>.</summary>
/// <param name="ModelVersion">Whose results are meant; another version's index does not answer.</param>
/// <param name="Like">The tracks; empty for a mix.</param>
/// <param name="Genres">The mix; empty for tracks.</param>
public sealed record MakePlaylist(
    string ModelVersion, long[] Like, Dictionary<string, double> Genres, int Size, int? Seed, string? Name, bool IncludeUncertain, bool IncludeLiked);

/// <summary>Response to <see cref="MakePlaylist"/>: the tracks in the order in which they are played.</summary>
/// <param name="Unknown">Which of the tracks that it was to be like are not in the index; if there are any, there is no list.</param>
public sealed record PlaylistMade(string Name, long[] Ids, long[] Unknown);

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
