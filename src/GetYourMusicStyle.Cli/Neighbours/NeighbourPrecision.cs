using GetYourMusicStyle.Recommender;
using GetYourMusicStyle.Recommender.Index;

namespace GetYourMusicStyle.Cli.Neighbours;

/// <summary>How many of the nearest tracks are of the same genre, by the index that also serves.</summary>
internal sealed class NeighbourPrecision
{
    /// <summary>How many neighbours are looked at.</summary>
    public const int Neighbours = 10;

    private readonly HeldOutTable _table;
    private readonly IReadOnlyList<HeldOutTrack> _tracks;
    private readonly ILookup<string, long> _groups, _families;
    private readonly CancellationToken _cancellation;

    /// <param name="tracks">Tracks of the table: those that are judged, and among which neighbours are looked for.</param>
    public NeighbourPrecision(HeldOutTable table, IReadOnlyList<HeldOutTrack> tracks, CancellationToken cancellation)
    {
        (_table, _tracks, _cancellation) = (table, tracks, cancellation);
        _groups = tracks.ToLookup(track => track.Group, track => track.Track.Id);
        _families = tracks.ToLookup(track => track.Family, track => track.Track.Id);
    }

    /// <summary>The share for every track; neighbours of its group are left out.</summary>
    /// <param name="options">The weights.</param>
    /// <param name="otherFamily">Whether neighbours with its sound font are left out, too.</param>
    public double[] Of(RecommenderOptions options, bool otherFamily = false)
    {
        var index = new TrackIndex(_table.Genres, _table.EmbeddingWidth, options);
        index.Upsert([.. _tracks.Select(track => track.Track)]);
        return [.. _tracks.Select(track =>
        {
            _cancellation.ThrowIfCancellationRequested();
            var filter = new NeighbourFilter { IncludeUncertain = true, IncludeDuplicates = true, ExcludedIds = Excluded(track, otherFamily) };
            var found = index.Nearest(SimilarityQuery.Of(track.Track), Neighbours, filter);
            return found.Count == 0 ? 0 : found.Average(neighbour => _table.Tracks[(int)neighbour.Track.Id].Label == track.Label ? 1.0 : 0);
        })];
    }

    /// <summary>What neighbours picked blindly would give on average, for every track.</summary>
    public double[] Random() => [.. _tracks.Select(track =>
    {
        var excluded = Excluded(track, otherFamily: false);
        return _tracks.Where(other => !excluded.Contains(other.Track.Id)).Select(other => other.Label == track.Label ? 1.0 : 0).DefaultIfEmpty().Average();
    })];

    /// <summary>What the best neighbours would give, for every track: less than 1 where there are too few others of its genre.</summary>
    public double[] AtBest() => [.. _tracks.Select(track =>
    {
        var excluded = Excluded(track, otherFamily: false);
        var others = _tracks.Where(other => !excluded.Contains(other.Track.Id)).ToList();
        int found = Math.Min(Neighbours, others.Count);
        return found == 0 ? 0 : Math.Min(found, others.Count(other => other.Label == track.Label)) / (double)found;
    })];

    private HashSet<long> Excluded(HeldOutTrack track, bool otherFamily) => [.. _groups[track.Group], .. otherFamily ? _families[track.Family] : []];
}
