namespace GetYourMusicStyle.Recommender.Index;

/// <summary>
/// Some thousand tracks, a column each of what is known. Tracks are only ever added after those that readers know of; a track that is taken out
/// says in which version of the index it went.
/// </summary>
internal sealed class Segment
{
    /// <summary>The most tracks of a segment.</summary>
    public const int Most = 16384;

    private const byte IsUncertain = 1;

    private readonly TrackSpace _space;
    private readonly float[] _rows;
    private readonly short[] _summaries;
    private readonly long[] _ids;
    private readonly double[] _confidences, _durations;
    private readonly short[] _genres;
    private readonly byte[] _flags;
    private readonly int[] _ended;
    private readonly SegmentText _text;
    private QuantizedVectors? _quantized;

    /// <summary>A segment with room for some tracks.</summary>
    public Segment(TrackSpace space, int capacity)
        : this(space, capacity, new SegmentText(capacity)) { }

    private Segment(TrackSpace space, int capacity, SegmentText text)
    {
        _space = space;
        _text = text;
        _rows = new float[capacity * space.Width];
        _summaries = new short[capacity * QuantizedSummary.Size];
        _ids = new long[capacity];
        _confidences = new double[capacity];
        _durations = new double[capacity];
        _genres = new short[capacity];
        _flags = new byte[capacity];
        _ended = new int[capacity];
    }

    /// <summary>How many tracks there is room for.</summary>
    public int Capacity => _ids.Length;

    /// <summary>Tracks so far, also those that went; for the writer, and for readers once the segment is sealed.</summary>
    public int Count { get; private set; }

    /// <summary>Tracks that went; for the writer.</summary>
    public int Ended { get; private set; }

    /// <summary>Its quantized vectors, if it is sealed.</summary>
    public QuantizedVectors? Quantized => _quantized;

    public long Id(int row) => _ids[row];

    public double Duration(int row) => _durations[row];

    public ReadOnlySpan<float> Row(int row) => _rows.AsSpan(row * _space.Width, _space.Width);

    /// <summary>Whether a track is there in a version.</summary>
    public bool Lives(int row, int version) => Volatile.Read(ref _ended[row]) > version;

    /// <summary>Whether a track may be found.</summary>
    public bool Passes(int row, bool uncertainToo, int genre) =>
        (uncertainToo || (_flags[row] & IsUncertain) == 0) && (genre < 0 || _genres[row] == genre);

    /// <summary>Adds a track whose genre has a number (-1: none).</summary>
    public int Add(IndexedTrack track, int genre)
    {
        int row = Count;
        _space.Fill(track.Probabilities, track.Embedding, _rows.AsSpan(row * _space.Width, _space.Width));
        QuantizedSummary.Write(track.Summary, Summary(row));
        _text.Add(row, track.Title, track.Artist, track.Album, track.Path);
        (_ids[row], _confidences[row], _durations[row]) = (track.Id, track.Confidence, track.DurationSeconds);
        (_genres[row], _flags[row], _ended[row]) = ((short)genre, track.Uncertain ? IsUncertain : (byte)0, int.MaxValue);
        return Count++;
    }

    /// <summary>Takes a track out, from a version on.</summary>
    public void End(int row, int version)
    {
        Volatile.Write(ref _ended[row], version);
        Ended++;
    }

    /// <summary>The track of a row; its features are as they were but for a 64th of what encodings usually do.</summary>
    public IndexedTrack Read(int row, IReadOnlyList<string> genres)
    {
        var values = Row(row);
        var (title, artist, album, path) = _text.Read(row);
        return new IndexedTrack(_ids[row], _genres[row] < 0 ? null : genres[_genres[row]], _confidences[row], (_flags[row] & IsUncertain) != 0,
            _space.Probabilities(values), _space.Embedding(values), QuantizedSummary.Read(Summary(row)), _durations[row], title, artist, album, path);
    }

    /// <summary>The row of an id among the first <paramref name="count"/>, if it is there in a version; else -1.</summary>
    public int Find(long id, int count, int version)
    {
        if (_quantized is not null)
        {
            int row = Array.BinarySearch(_ids, 0, Count, id);
            return row >= 0 && Lives(row, version) ? row : -1;
        }
        for (int start = 0; start < count;)
        {
            int found = _ids.AsSpan(start, count - start).IndexOf(id);
            if (found < 0)
                return -1;
            if (Lives(start + found, version))
                return start + found;
            start += found + 1;
        }
        return -1;
    }

    /// <summary>Whether an id lies between the first and the last of a sealed segment.</summary>
    public bool Spans(long id) => Count > 0 && id >= _ids[0] && id <= _ids[Count - 1];

    /// <summary>The same tracks with room for more.</summary>
    public Segment Grown(int capacity)
    {
        var grown = new Segment(_space, capacity, _text.Grown(capacity)) { Count = Count, Ended = Ended };
        foreach (var (from, to) in Columns().Zip(grown.Columns()))
            Array.Copy(from, to, from.Length);
        return grown;
    }

    /// <summary>A segment of the tracks that are left in a version, by id, with quantized vectors.</summary>
    public Segment Sealed(int version)
    {
        int[] order = [.. Enumerable.Range(0, Count).Where(row => Lives(row, version)).OrderBy(row => _ids[row])];
        var copy = new Segment(_space, order.Length);
        foreach (int row in order)
            copy.CopyFrom(this, row);
        copy._text.Trim(copy.Count);
        copy._quantized = new QuantizedVectors(_space, copy._rows);
        return copy;
    }

    /// <summary>Adds a track of another segment.</summary>
    public int CopyFrom(Segment other, int row)
    {
        int to = Count;
        other.Row(row).CopyTo(_rows.AsSpan(to * _space.Width));
        other.Summary(row).CopyTo(Summary(to));
        var (title, artist, album, path) = other._text.Read(row);
        _text.Add(to, title, artist, album, path);
        (_ids[to], _confidences[to], _durations[to]) = (other._ids[row], other._confidences[row], other._durations[row]);
        (_genres[to], _flags[to], _ended[to]) = (other._genres[row], other._flags[row], int.MaxValue);
        return Count++;
    }

    private Span<short> Summary(int row) => _summaries.AsSpan(row * QuantizedSummary.Size, QuantizedSummary.Size);

    private Array[] Columns() => [_rows, _summaries, _ids, _confidences, _durations, _genres, _flags, _ended];
}
