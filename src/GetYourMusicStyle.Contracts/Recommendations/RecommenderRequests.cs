namespace GetYourMusicStyle.Contracts.Recommendations;

/// <summary>Which tracks are like this one?</summary>
/// <param name="ModelVersion">Whose results are meant; another version's index does not answer.</param>
/// <param name="Limit">At most so many.</param>
/// <param name="Genre">Only tracks of this genre.</param>
public sealed record FindSimilar(string ModelVersion, long TrackId, int Limit, string? Genre, bool IncludeUncertain);

/// <summary>The tracks like another, nearest first.</summary>
/// <param name="Known">Whether the track asked about is in the index.</param>
/// <param name="Distances">A distance a track.</param>
public sealed record SimilarFound(bool Known, long[] Ids, double[] Distances);

/// <summary>Make a playlist: like some tracks, or of a mix of genres.</summary>
/// <param name="ModelVersion">Whose results are meant; another version's index does not answer.</param>
/// <param name="Like">The tracks; empty for a mix.</param>
/// <param name="Genres">The mix; empty for tracks.</param>
public sealed record MakePlaylist(
    string ModelVersion, long[] Like, Dictionary<string, double> Genres, int Size, int? Seed, string? Name, bool IncludeUncertain, bool IncludeLiked);

/// <summary>A playlist, in the order in which it is played.</summary>
/// <param name="Unknown">Which of the tracks that it was to be like are not in the index; if there are any, there is no list.</param>
public sealed record PlaylistMade(string Name, long[] Ids, long[] Unknown);

/// <summary>What is known of these tracks? For when the catalog cannot be asked.</summary>
/// <param name="ModelVersion">Whose results are meant; another version's index does not answer.</param>
public sealed record DescribeTracks(string ModelVersion, long[] Ids);

/// <summary>What is known of some tracks.</summary>
/// <param name="Tracks">Those of the tracks asked for that are in the index, in that order, as many as a message has room for.</param>
/// <param name="Seen">How many of the tracks asked for this answers; the rest has to be asked for again.</param>
public sealed record TracksDescribed(DescribedTrack[] Tracks, int Seen);

/// <summary>What the index knows of a track.</summary>
public sealed record DescribedTrack(
    long Id, string? Genre, double Confidence, bool Uncertain, float[] Probabilities, double DurationSeconds, string? Title, string? Artist, string? Album, string Path);
