namespace GetYourMusicStyle.Contracts.Recommendations;

/// <summary>Request for a playlist: like some tracks, or of a mix of genres; answered by <see cref="PlaylistMade"/>.</summary>
/// <param name="ModelVersion">Whose results are meant; another version's index does not answer.</param>
/// <param name="Like">The tracks; empty for a mix.</param>
/// <param name="Genres">The mix; empty for tracks.</param>
public sealed record MakePlaylist(
    string ModelVersion, long[] Like, Dictionary<string, double> Genres, int Size, int? Seed, string? Name, bool IncludeUncertain, bool IncludeLiked);

/// <summary>Response to <see cref="MakePlaylist"/>: the tracks in the order in which they are played.</summary>
/// <param name="Unknown">Which of the tracks that it was to be like are not in the index; if there are any, there is no list.</param>
public sealed record PlaylistMade(string Name, long[] Ids, long[] Unknown);
