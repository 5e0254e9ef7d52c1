namespace GetYourMusicStyle.Recommender;

/// <summary>Whether two tracks are the same music in another encoding.</summary>
public static class Recording
{
    /// <summary>Whether they are as long and sound as much alike as encodings of one recording do.</summary>
    public static bool Same(RatedTrack one, RatedTrack other, RecommenderOptions options) => false;

    /// <summary>The first of each recording, none of which is one of <paramref name="known"/>; at most <paramref name="count"/>.</summary>
    internal static List<Neighbour> Distinct(IReadOnlyList<RatedTrack> known, IEnumerable<Neighbour> neighbours, int count, RecommenderOptions options)
    {
        List<Neighbour> kept = [];
        foreach (var neighbour in neighbours)
        {
            if (kept.Count == count)
                break;
            if (!known.Any(track => Same(track, neighbour.Track, options)) && !kept.Exists(other => Same(other.Track, neighbour.Track, options)))
                kept.Add(neighbour);
        }
        return kept;
    }
}
