namespace GetYourMusicStyle.Recommender.Index;

/// <summary>
/// The tracks of one model version, and which of them are near to a query. Any number may read while one writes: readers see the index as it was
/// when they began, and wait for nobody. A full segment is sealed with quantized vectors that rule most tracks out without a look at them.
/// </summary>
public sealed class TrackIndex
{
    /// <summary>The most genres of a model.</summary>
    public const int MostGenres = 1000;

    /// <summary>The most numbers of an embedding.</summary>
    public const int MostNumbers = 1000;

    private const int FirstCapacity = 64;

    /// <summary>Looked up beyond the number wanted, so that leaving out duplicates seldom needs a second search.</summary>
    private const int Spare = 8;

    private readonly TrackSpace _space;
    private readonly RecommenderOptions _options;
    private readonly Dictionary<string, int> _numbers;
    private readonly Lock _writing = new();
    private readonly Dictionary<long, int> _open = [];      // rows of the open segment, for the writer
    private Snapshot _current;

    /// <summary>An empty index.</summary>
    /// <param name="genres">The genres of the model, in its order; 1 to <see cref="MostGenres"/>, all different.</param>
    /// <param name="embeddingWidth">Numbers of the model's embedding, 0 to <see cref="MostNumbers"/>; with 0 tracks are compared by genre alone.</param>
    /// <exception cref="ArgumentException">There are too many genres, none, or one twice, or too many numbers.</exception>
    public TrackIndex(IReadOnlyList<string> genres, int embeddingWidth, RecommenderOptions options)
    {
        if (embeddingWidth is < 0 or > MostNumbers)
            throw new ArgumentException($"An embedding has at most {MostNumbers} numbers.", nameof(embeddingWidth));
        if (genres.Count is 0 or > MostGenres || genres.Distinct().Count() < genres.Count)
            throw new ArgumentException($"An index has 1 to {MostGenres} different genres.", nameof(genres));
        (Genres, _options, _space) = ([.. genres], options, new TrackSpace(genres.Count, embeddingWidth, options));
        _numbers = genres.Index().ToDictionary(genre => genre.Item, genre => genre.Index);
        _current = new Snapshot([], new Segment(_space, FirstCapacity), 0, 0, 0);
    }

    /// <summary>The genres of the model, in its order.</summary>
    public IReadOnlyList<string> Genres { get; }

    /// <summary>Numbers of an embedding; 0 where tracks are compared by genre alone.</summary>
    public int EmbeddingWidth => _space.EmbeddingWidth;

    /// <summary>Number of tracks.</summary>
    public int Count => Volatile.Read(ref _current).Tracks;

    /// <summary>Adds tracks, in the place of those with the same ids. Readers see all of them at once.</summary>
    /// <exception cref="ArgumentException">A track has not as many probabilities as there are genres, an embedding of another width, a genre that is none of them, or numbers that are none; then nothing is added.</exception>
    public void Upsert(IReadOnlyCollection<IndexedTrack> tracks)
    {
        foreach (var track in tracks)
            Check(track);
        lock (_writing)
        {
            var edit = new Edit(this);
            foreach (var track in tracks)
                edit.Put(track);
            edit.Publish();
        }
    }

    /// <summary>Removes a track; false if there is none of this id.</summary>
    public bool Remove(long id)
    {
        lock (_writing)
        {
            var edit = new Edit(this);
            bool removed = edit.Remove(id);
            edit.Publish();
            return removed;
        }
    }

    /// <summary>The track of this id, or null.</summary>
    public IndexedTrack? Find(long id) => Volatile.Read(ref _current).Find(id) is var (segment, row) ? segment.Read(row, Genres) : null;

    /// <summary>The nearest tracks, nearest first, those as near as each other by id. Exact. The tracks that the query is made of are left out.</summary>
    /// <param name="count">At most so many, 0 or more.</param>
    /// <exception cref="ArgumentException">A genre of the query or the filter is not one of <see cref="Genres"/>.</exception>
    public IReadOnlyList<Neighbour> Nearest(SimilarityQuery query, int count, NeighbourFilter? filter = null)
    {
        filter ??= NeighbourFilter.Default;
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var snapshot = Volatile.Read(ref _current);
        int genre = filter.Genre is null ? -1 : NumberOf(filter.Genre);
        float[][] points = Points(query);
        HashSet<long> excluded = [.. filter.ExcludedIds, .. query.Tracks.Select(track => track.Id)];
        for (int wanted = count + (filter.IncludeDuplicates ? 0 : Spare); count > 0; wanted = wanted < int.MaxValue / 4 ? wanted * 4 : int.MaxValue)
        {
            var found = points
                .SelectMany(point => new Search(_space, snapshot, point, query.Genres is not null, wanted, filter.IncludeUncertain, genre, excluded).Run())
                .GroupBy(row => row.Id).Select(same => same.MinBy(row => row.Squared))
                .OrderBy(row => row.Squared).ThenBy(row => row.Id).Take(wanted).ToList();
            var neighbours = found.Select(row => new Neighbour(row.Segment.Read(row.Row, Genres), Math.Sqrt(row.Squared)));
            if (filter.IncludeDuplicates)
                return [.. neighbours];
            List<Neighbour> kept = DuplicateDetector.Distinct(query.Tracks, neighbours, count, _options);
            if (kept.Count == count || found.Count < wanted)
                return kept;
        }
        return [];
    }

    /// <summary>The distance of two tracks, by which <see cref="Nearest"/> orders.</summary>
    public double Distance(IndexedTrack one, IndexedTrack other) => Math.Sqrt(_space.Squared(PointOf(one), PointOf(other)));

    /// <summary>Where a track lies.</summary>
    internal float[] PointOf(IndexedTrack track)
    {
        Check(track);
        float[] point = new float[_space.Width];
        _space.Fill(track.Probabilities, track.Embedding, point);
        return point;
    }

    /// <summary>The distance of two points.</summary>
    internal float Between(float[] one, float[] other) => MathF.Sqrt(_space.Squared(one, other));

    private float[][] Points(SimilarityQuery query)
    {
        if (query.Genres is null)
            return [.. query.Tracks.Select(PointOf)];
        float[] mix = new float[Genres.Count];
        foreach (var (genre, share) in query.Genres)
            mix[NumberOf(genre)] = (float)share;
        float[] point = new float[_space.Width];
        _space.Fill(mix, null, point);
        return [point];
    }

    private int NumberOf(string genre) => _numbers.TryGetValue(genre, out int number)
        ? number
        : throw new ArgumentException($"There is no genre {genre}; there are {string.Join(", ", Genres)}.");

    private void Check(IndexedTrack track)
    {
        if (track.Probabilities.Length != Genres.Count || track.Probabilities.Any(p => !float.IsFinite(p) || p < 0))
            throw new ArgumentException($"Track {track.Id}: it takes a probability of each of the {Genres.Count} genres.", nameof(track));
        if (track.Embedding is { } embedding && (embedding.Length != EmbeddingWidth || !embedding.All(float.IsFinite)))
            throw new ArgumentException($"Track {track.Id}: an embedding has {EmbeddingWidth} numbers, all finite.", nameof(track));
        if (track.Summary is { } sound && (Unusable(sound.Means) || Unusable(sound.StandardDeviations)))
            throw new ArgumentException($"Track {track.Id}: a feature summary has {FeatureSummary.Size} means and as many standard deviations, all finite.", nameof(track));
        if (track.Genre is not null)
            NumberOf(track.Genre);
    }

    private static bool Unusable(float[] values) => values.Length != FeatureSummary.Size || !values.All(float.IsFinite);

    /// <summary>A change in the making: what it does is seen when it is published.</summary>
    private sealed class Edit(TrackIndex index)
    {
        private readonly int _version = index._current.Version + 1;
        private readonly List<Segment> _sealed = [.. index._current.Sealed];
        private Segment _segment = index._current.Open;
        private int _tracks = index._current.Tracks;

        public void Put(IndexedTrack track)
        {
            Remove(track.Id);
            MakeRoom();
            index._open[track.Id] = _segment.Add(track, track.Genre is null ? -1 : index._numbers[track.Genre]);
            _tracks++;
        }

        public bool Remove(long id)
        {
            if (index._open.Remove(id, out int row))
            {
                _segment.End(row, _version);
                _tracks--;
                return true;
            }
            for (int i = 0; i < _sealed.Count; i++)
            {
                if (!_sealed[i].Spans(id) || (row = _sealed[i].Find(id, _sealed[i].Count, _version)) < 0)
                    continue;
                _sealed[i].End(row, _version);
                _tracks--;
                if (_sealed[i].Ended > _sealed[i].Count / 2)
                    Empty(i);
                return true;
            }
            return false;
        }

        public void Publish() => Volatile.Write(ref index._current, new Snapshot([.. _sealed], _segment, _segment.Count, _version, _tracks));

        /// <summary>A segment of which most is gone is given up: what is left of it goes to the open one.</summary>
        private void Empty(int number)
        {
            var old = _sealed[number];
            _sealed.RemoveAt(number);
            for (int row = 0; row < old.Count; row++)
            {
                if (!old.Lives(row, _version))
                    continue;
                MakeRoom();
                index._open[old.Id(row)] = _segment.CopyFrom(old, row);
            }
        }

        private void MakeRoom()
        {
            if (_segment.Count < _segment.Capacity)
                return;
            if (_segment.Capacity < Segment.Most)
            {
                _segment = _segment.Grown(Math.Min(Segment.Most, 2 * _segment.Capacity));
                return;
            }
            var full = _segment.Sealed(_version);
            index._open.Clear();
            if (full.Count > Segment.Most / 2)
            {
                _sealed.Add(full);
                _segment = new Segment(index._space, FirstCapacity);
                return;
            }
            _segment = new Segment(index._space, Segment.Most);
            for (int row = 0; row < full.Count; row++)
                index._open[full.Id(row)] = _segment.CopyFrom(full, row);
        }
    }
}
