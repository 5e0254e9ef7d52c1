namespace GetYourMusicStyle.Recommender;

/// <summary>The tracks of one model version, and which of them are near to a taste. One may write while many read.</summary>
public sealed class TrackIndex
{
    private readonly RecommenderOptions _options;
    private readonly System.Collections.Concurrent.ConcurrentDictionary<long, RatedTrack> _tracks = new();

    /// <summary>An empty index.</summary>
    /// <param name="genres">The genres of the model, in its order.</param>
    public TrackIndex(IReadOnlyList<string> genres, RecommenderOptions options) => (Genres, _options) = (genres, options);

    /// <summary>The genres of the model, in its order.</summary>
    public IReadOnlyList<string> Genres { get; }

    /// <summary>Number of tracks.</summary>
    public int Count => _tracks.Count;

    /// <summary>Adds tracks, in the place of those with the same ids.</summary>
    /// <exception cref="ArgumentException">A track has not as many probabilities as there are genres, or numbers that are none.</exception>
    public void Upsert(IReadOnlyCollection<RatedTrack> tracks)
    {
        foreach (RatedTrack track in tracks)
            _tracks[track.Id] = track;
    }

    /// <summary>Removes a track; false if there is none of this id.</summary>
    public bool Remove(long id) => _tracks.TryRemove(id, out _);

    /// <summary>The track of this id, or null.</summary>
    public RatedTrack? Find(long id) => _tracks.GetValueOrDefault(id);

    /// <summary>The nearest tracks, nearest first, those as near as each other by id. Exact.</summary>
    /// <param name="count">At most so many, 0 or more.</param>
    /// <exception cref="ArgumentException">A genre of the taste or the filter is not one of <see cref="Genres"/>.</exception>
    public IReadOnlyList<Neighbour> Nearest(Taste taste, int count, NeighbourFilter? filter = null)
    {
        filter ??= NeighbourFilter.Default;
        double[][] points = taste.Genres is { } mix
            ? [[.. Genres.Select(genre => Math.Sqrt(mix.GetValueOrDefault(genre)))]]
            : [.. taste.Tracks.Select(track => track.Probabilities.Select(p => Math.Sqrt(p)).ToArray())];
        return [.. _tracks.Values
            .Where(track => (filter.IncludeUncertain || !track.Uncertain) && (filter.Genre is null || track.Genre == filter.Genre))
            .Where(track => !filter.ExcludedIds.Contains(track.Id) && !taste.Tracks.Any(liked => liked.Id == track.Id))
            .Select(track => new Neighbour(track, points.Min(point => Distance(point, track))))
            .OrderBy(neighbour => neighbour.Distance).ThenBy(neighbour => neighbour.Track.Id).Take(count)];
    }

    private double Distance(double[] point, RatedTrack track) =>
        Math.Sqrt(_options.GenreWeight / 2 * point.Zip(track.Probabilities, (a, b) => (a - Math.Sqrt(b)) * (a - Math.Sqrt(b))).Sum());
}
