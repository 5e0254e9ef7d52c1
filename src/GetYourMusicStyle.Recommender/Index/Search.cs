using System.Numerics;

namespace GetYourMusicStyle.Recommender.Index;

/// <summary>One search for the rows nearest to a point. The open segment is looked at row by row, sealed ones through their quantized vectors.</summary>
internal sealed class Search
{
    private const int Stages = 4;

    private readonly TrackSpace _space;
    private readonly Snapshot _snapshot;
    private readonly float[] _point;
    private readonly bool _genresOnly, _uncertainToo;
    private readonly int _genre;
    private readonly IReadOnlySet<long> _excluded;
    private readonly NearestList _nearest;

    /// <param name="point">A row of the space; with <paramref name="genresOnly"/> only its genres count.</param>
    /// <param name="count">How many to find, at least 1.</param>
    /// <param name="genre">The genre that tracks must have, or -1.</param>
    public Search(TrackSpace space, Snapshot snapshot, float[] point, bool genresOnly, int count, bool uncertainToo, int genre, IReadOnlySet<long> excluded)
    {
        (_space, _snapshot, _point, _genresOnly) = (space, snapshot, point, genresOnly);
        (_uncertainToo, _genre, _excluded) = (uncertainToo, genre, excluded);
        _nearest = new NearestList(Math.Min(count, snapshot.Tracks));
    }

    /// <summary>The nearest rows, nearest first, then by id.</summary>
    public IReadOnlyList<SearchHit> Run()
    {
        if (_snapshot.Tracks == 0)
            return [];
        for (int row = 0; row < _snapshot.OpenCount; row++)
            Compare(_snapshot.Open, row);
        foreach (var segment in _snapshot.Sealed)
            Scan(segment, segment.Quantized!);
        return _nearest.InOrder();
    }

    private void Scan(Segment segment, QuantizedVectors quantized)
    {
        var query = quantized.Prepare(_point, _genresOnly);
        Span<ushort> limits = stackalloc ushort[Stages];
        limits = limits[..query.Errors.Length];
        float farthest = float.NaN;
        for (int block = 0, first = 0; first < segment.Count; block++, first += QuantizedBlock.Tracks)
        {
            if (farthest != _nearest.Farthest)
            {
                farthest = _nearest.Farthest;
                quantized.Limits(query, MathF.Sqrt(farthest), limits);
            }
            uint candidates = quantized.Candidates(block, query, limits);
            if (segment.Count - first < QuantizedBlock.Tracks)
                candidates &= (1u << (segment.Count - first)) - 1;
            for (; candidates != 0; candidates &= candidates - 1)
                Compare(segment, first + BitOperations.TrailingZeroCount(candidates));
        }
    }

    private void Compare(Segment segment, int row)
    {
        if (!segment.Passes(row, _uncertainToo, _genre) || !segment.Lives(row, _snapshot.Version))
            return;
        float squared = _space.Squared(segment.Row(row), _point, _genresOnly);
        if (squared <= _nearest.Farthest && !_excluded.Contains(segment.Id(row)))
            _nearest.Add(new SearchHit(segment, row, squared));
    }
}

/// <summary>A row found, and the square of its distance.</summary>
internal readonly record struct SearchHit(Segment Segment, int Row, float Squared)
{
    public long Id => Segment.Id(Row);

    /// <summary>Whether it comes after another: farther away, or as far with a higher id.</summary>
    public bool After(SearchHit other) => Squared > other.Squared || (Squared == other.Squared && Id > other.Id);
}
