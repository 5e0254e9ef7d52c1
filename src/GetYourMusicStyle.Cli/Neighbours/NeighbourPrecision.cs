using GetYourMusicStyle.Recommender;
using GetYourMusicStyle.Recommender.Index;

namespace GetYourMusicStyle.Cli.Neighbours;

/// <summary>How many of the nearest tracks are of the same genre, by the index that also serves.</summary>
internal sealed class NeighbourPrecision
{
    /// <summary>How many neighbours are looked at.</summary>
    public const int Neighbours = 10;

    private readonly HeldOutTable _table;
    private readonly ILookup<string, long> _groups, _families;
    private readonly CancellationToken _cancellation;

    public NeighbourPrecision(HeldOutTable table, CancellationToken cancellation)
    {
        (_table, _cancellation) = (table, cancellation);
        _groups = table.Tracks.ToLookup(track => track.Group, track => track.Track.Id);
        _families = table.Tracks.ToLookup(track => track.Family, track => track.Track.Id);
    }

    /// <summary>The share for every track; neighbours of its group are left out.</summary>
    /// <param name="options">The weights.</param>
    /// <param name="otherFamily">Whether neighbours with its sound font are left out, too.</param>
    public double[] Of(RecommenderOptions options, bool otherFamily = false)
    {
        var index = new TrackIndex(_table.Genres, options);
        index.Upsert([.. _table.Tracks.Select(track => track.Track)]);
        return [.. _table.Tracks.Select(track =>
        {
            _cancellation.ThrowIfCancellationRequested();
            var filter = new NeighbourFilter { IncludeUncertain = true, IncludeDuplicates = true, ExcludedIds = Excluded(track, otherFamily) };
            var found = index.Nearest(SimilarityQuery.Of(track.Track), Neighbours, filter);
            return found.Count == 0 ? 0 : found.Average(neighbour => _table.Tracks[(int)neighbour.Track.Id].Label == track.Label ? 1.0 : 0);
        })];
    }

    /// <summary>What neighbours picked blindly would give on average, for every track.</summary>
    public double[] Random() => [.. _table.Tracks.Select(track =>
    {
        var excluded = Excluded(track, otherFamily: false);
        var others = _table.Tracks.Where(other => !excluded.Contains(other.Track.Id));
        return others.Average(other => other.Label == track.Label ? 1.0 : 0);
    })];

    private HashSet<long> Excluded(HeldOutTrack track, bool otherFamily) => [.. _groups[track.Group], .. otherFamily ? _families[track.Family] : []];
}
