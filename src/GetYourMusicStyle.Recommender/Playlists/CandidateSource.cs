using GetYourMusicStyle.Recommender.Index;

namespace GetYourMusicStyle.Recommender.Playlists;

/// <summary>Where a part of a list comes from: the tracks near to a query, as many as it takes.</summary>
internal sealed class CandidateSource(TrackIndex index, SimilarityQuery query, NeighbourFilter filter, Random? random, RecommenderOptions options)
{
    /// <summary>Looked at beyond those wanted, for what is left out.</summary>
    private const int Spare = 50;

    private IReadOnlyList<IndexedTrack> _near = [];

    /// <summary>Adds <paramref name="count"/> tracks to a selection, or as many as there are; returns how many.</summary>
    public int Give(CandidateSelection selection, int count)
    {
        int taken = 0;
        bool all = false;
        for (int pool = (int)Math.Ceiling(count * options.Variety) + Spare; taken < count && !all; pool *= 4)
        {
            if (_near.Count < pool)
                _near = [.. index.Nearest(query, pool, filter with { IncludeDuplicates = true }).Select(neighbour => neighbour.Track)];
            all = _near.Count < pool || pool > int.MaxValue / 8;
            taken += selection.Select(Shuffled(count), count - taken, query.Tracks, anyArtist: false);
            if (all)
                taken += selection.Select(_near, count - taken, query.Tracks, anyArtist: true);
        }
        return taken;
    }

    /// <summary>The tracks by how near they are; with a seed the nearer ones are more likely to come early, no more (the Gumbel trick).</summary>
    private IEnumerable<IndexedTrack> Shuffled(int count) => random is null
        ? _near
        : [.. _near.Select((track, rank) => (track, Key: -rank / (options.Variety * count) - Math.Log(-Math.Log(1 - random.NextDouble())))).OrderByDescending(entry => entry.Key).Select(entry => entry.track)];
}
