namespace GetYourMusicStyle.Recommender.Map;

/// <summary>The genres of a model on a circle, such that genres which are found in the same tracks are neighbours.</summary>
public sealed class GenreCircle
{
    /// <summary>The most tracks that the order is learned from.</summary>
    public const int MostTracks = 4096;

    private const int FewestTracks = 16;

    /// <summary>How far a sound moves a track at most, each way: a third of the way from one of 14 genres to the next.</summary>
    private const double Reach = 0.15;

    /// <summary>A usual number of an embedding, of which two unrelated ones are 1 apart.</summary>
    private const double Usual = 0.25;

    private const double Gain = 1e-9;       // less is rounding, and would go on for ever

    private readonly (double X, double Y)[] _places;

    private GenreCircle(int[] order)
    {
        _places = new (double, double)[order.Length];
        for (int place = 0; place < order.Length; place++)
            _places[order[place]] = Math.SinCos(2 * Math.PI * place / order.Length);
    }

    /// <summary>Where each genre is, in the order of the model: on a circle of radius 1, the first one at the top.</summary>
    public IReadOnlyList<(double X, double Y)> Places => _places;

    /// <summary>
    /// The circle of a library. It is learned from the 16, 64, 256, 1,024 or 4,096 tracks that come first, the most of these that there are, so that it
    /// stays as it is while tracks are added, until there are four times as many. With fewer than 16 the genres stand in the order of the model.
    /// </summary>
    /// <param name="genres">Number of genres.</param>
    /// <param name="first">The genre probabilities of the tracks that came first, in that order; those after <see cref="MostTracks"/> play no part.</param>
    public static GenreCircle Of(int genres, IReadOnlyList<float[]> first)
    {
        int tracks = 0;
        for (int step = FewestTracks; step <= Math.Min(first.Count, MostTracks); step *= 4)
            tracks = step;
        int[] order = [.. Enumerable.Range(0, genres)];
        if (tracks > 0 && genres > 3)
            Shorten(order, Strangeness(genres, first.Take(tracks)));
        return new(order);
    }

    /// <summary>
    /// Where a track is: the mean of its genres' places, weighted by the squares of their probabilities, so that a track of one genre is near the rim
    /// and one of many is near the middle; moved a little by the first two numbers of its embedding, so that of the tracks of one genre those that sound
    /// alike are together.
    /// </summary>
    /// <param name="probabilities">A probability a genre, in the order of the model.</param>
    /// <param name="embedding">Its embedding, empty where there is none.</param>
    public (double X, double Y) PlaceOf(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> embedding)
    {
        double x = 0, y = 0, sum = 0;
        for (int genre = 0; genre < probabilities.Length; genre++)
        {
            double weight = (double)probabilities[genre] * probabilities[genre];
            x += weight * _places[genre].X;
            y += weight * _places[genre].Y;
            sum += weight;
        }
        return sum > 0 ? ((x / sum) + Moved(embedding, 0), (y / sum) + Moved(embedding, 1)) : (0, 0);
    }

    private static double Moved(ReadOnlySpan<float> embedding, int number) =>
        number < embedding.Length && float.IsFinite(embedding[number]) ? Reach * Math.Tanh(embedding[number] / Usual) : 0;

    // 1 minus the cosine of two genres' probabilities over the tracks.
    private static double[,] Strangeness(int genres, IEnumerable<float[]> tracks)
    {
        var products = new double[genres, genres];
        foreach (float[] track in tracks)
        {
            for (int a = 0; a < genres; a++)
                for (int b = 0; b < genres; b++)
                    products[a, b] += (double)track[a] * track[b];
        }
        var strangeness = new double[genres, genres];
        for (int a = 0; a < genres; a++)
            for (int b = 0; b < genres; b++)
                strangeness[a, b] = 1 - products[a, b] / Math.Sqrt(Math.Max(products[a, a] * products[b, b], 1e-30));
        return strangeness;
    }

    // The shortest way round, by turning parts of it about as long as that helps (2-opt); the first genre stays first.
    private static void Shorten(int[] order, double[,] length)
    {
        int n = order.Length;
        for (bool better = true; better;)
        {
            better = false;
            for (int i = 1; i < n - 1; i++)
            {
                for (int j = i + 1; j < n; j++)
                {
                    (int before, int first, int last, int after) = (order[i - 1], order[i], order[j], order[(j + 1) % n]);
                    if (length[before, last] + length[first, after] > length[before, first] + length[last, after] - Gain)
                        continue;
                    Array.Reverse(order, i, j - i + 1);
                    better = true;
                }
            }
        }
    }
}
