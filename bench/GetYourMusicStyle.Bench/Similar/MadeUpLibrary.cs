using System.Numerics.Tensors;
using GetYourMusicStyle.Recommender;

namespace GetYourMusicStyle.Bench.Similar;

/// <summary>
/// Tracks as a large library might have them: genre probabilities around one of the genres, sure of it or not; embeddings in which
/// some numbers vary much and some little, around the mean of a genre. The wider they spread, the harder the search, so half of the tracks are spread wide.
/// </summary>
internal sealed class MadeUpLibrary(int seed)
{
    /// <summary>Numbers of an embedding.</summary>
    public const int EmbeddingWidth = 24;

    /// <summary>Share of an embedding's variance that its genre explains.</summary>
    private const double OfGenre = 0.3;

    public static IReadOnlyList<string> Genres { get; } = [.. Enumerable.Range(0, 14).Select(number => $"Genre {number}")];

    private static readonly float[][] GenreSounds = GenreEmbeddings();

    private readonly Random _random = new(seed);

    /// <summary>UTF-8 bytes of the text of a track.</summary>
    public const int TextBytes = 97;

    public List<IndexedTrack> Tracks(int first, int count) => [.. Enumerable.Range(first, count).Select(id => Track(id))];

    private IndexedTrack Track(int id)
    {
        int genre = _random.Next(Genres.Count);
        double spread = _random.Next(2) == 0 ? 1 : 2;
        double[] logits = Normals(_random, Genres.Count);
        double[] odds = [.. logits.Select((logit, g) => Math.Exp((g == genre ? 3 : 0) + (logit * spread)))];
        float[] probabilities = [.. odds.Select(odd => (float)(odd / odds.Sum()))];
        int top = Array.IndexOf(probabilities, probabilities.Max());
        string artist = $"Artist {_random.Next(50_000):00000}", album = $"Album {id / 12 % 100_000:00000}", title = $"A title of a song {id:0000000}";
        return new IndexedTrack(id, Genres[top], probabilities[top], probabilities[top] < 0.3, probabilities, Sound(genre), Features(), 120 + (_random.NextDouble() * 240),
            title, artist, album, $"{artist}/{album}/{id % 12:00} song {id:0000000}.mp3");
    }

    private float[] Sound(int genre)
    {
        float[] own = Embedding(_random);
        TensorPrimitives.Multiply(own, (float)Math.Sqrt(1 - OfGenre), own);
        TensorPrimitives.MultiplyAdd(GenreSounds[genre], (float)Math.Sqrt(OfGenre), own, own);
        return own;
    }

    private FeatureSummary Features()
    {
        const int Variations = 16;      // by which tracks differ, of what encodings usually do
        double[] means = Normals(_random, FeatureSummary.Size), standardDeviations = Normals(_random, FeatureSummary.Size);
        return new FeatureSummary(
            [.. CodecVariation.Default.Means.Zip(means, (variation, normal) => (float)(variation * Variations * normal))],
            [.. CodecVariation.Default.StandardDeviations.Zip(standardDeviations, (variation, normal) => (float)(variation * Variations * Math.Abs(normal)))]);
    }

    private static float[][] GenreEmbeddings()
    {
        var random = new Random(7);
        return [.. Genres.Select(_ => Embedding(random))];
    }

    /// <summary>Variances fall by a tenth from one number to the next; half of one in all, so that two are about 1 apart.</summary>
    private static float[] Embedding(Random random)
    {
        double[] variances = [.. Enumerable.Range(0, EmbeddingWidth).Select(i => Math.Pow(0.9, i))];
        return [.. Normals(random, EmbeddingWidth).Zip(variances, (normal, variance) => (float)(normal * Math.Sqrt(variance / (2 * variances.Sum()))))];
    }

    private static double[] Normals(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
}
