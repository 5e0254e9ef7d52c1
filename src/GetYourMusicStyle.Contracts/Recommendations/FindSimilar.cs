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
