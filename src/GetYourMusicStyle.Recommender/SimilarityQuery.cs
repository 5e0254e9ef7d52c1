namespace GetYourMusicStyle.Recommender;

/// <summary>What is looked for: the neighbourhood of one or several tracks, or a mix of genres.</summary>
public sealed class SimilarityQuery
{
    /// <summary>The most tracks a query is made of.</summary>
    public const int MostTracks = 64;

    private SimilarityQuery(IReadOnlyList<IndexedTrack> tracks, IReadOnlyDictionary<string, double>? genres) => (Tracks, Genres) = (tracks, genres);

    /// <summary>The tracks it is made of; empty for a mix of genres.</summary>
    public IReadOnlyList<IndexedTrack> Tracks { get; }

    /// <summary>The mix of genres, shares of 1 in all; null if it is made of tracks.</summary>
    public IReadOnlyDictionary<string, double>? Genres { get; }

    /// <summary>Tracks like this one. It need not be in the index.</summary>
    public static SimilarityQuery Of(IndexedTrack track) => Of([track]);

    /// <summary>Tracks near to any of these, of which there are 1 to <see cref="MostTracks"/>.</summary>
    /// <exception cref="ArgumentException">None or too many are given.</exception>
    public static SimilarityQuery Of(IReadOnlyCollection<IndexedTrack> tracks) => tracks.Count is > 0 and <= MostTracks
        ? new SimilarityQuery([.. tracks], null)
        : throw new ArgumentException($"A query is made of 1 to {MostTracks} tracks.", nameof(tracks));

    /// <summary>Tracks whose genre probabilities are near to this mix; the sound plays no part.</summary>
    /// <param name="mix">Genres and their shares: finite, not negative and not all 0; any sum will do.</param>
    /// <exception cref="ArgumentException">The shares are unusable.</exception>
    public static SimilarityQuery Of(IReadOnlyDictionary<string, double> mix)
    {
        double sum = mix.Values.Sum();
        if (mix.Values.Any(share => !double.IsFinite(share) || share < 0) || !double.IsFinite(sum) || sum <= 0)
            throw new ArgumentException("The shares of a mix must not be negative, nor all 0.", nameof(mix));
        return new SimilarityQuery([], mix.ToDictionary(entry => entry.Key, entry => entry.Value / sum));
    }
}
