using GetYourMusicStyle.Recommender;

namespace GetYourMusicStyle.Bench.Similar;

/// <summary>
/// Tracks as a large library might have them: genre probabilities around one of the genres, sure of it or not; sounds in which features move
/// together, as they do in music. The wider they spread, the harder the search, so half of the tracks are spread wide.
/// </summary>
internal sealed class MadeUpLibrary(int seed)
{
    private const int Factors = 8;

    private static readonly double[] Mixing = [.. Normals(new Random(7), Factors * FeatureSummary.Size)];

    private readonly Random _random = new(seed);

    public static IReadOnlyList<string> Genres { get; } = [.. Enumerable.Range(0, 14).Select(number => $"Genre {number}")];

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
        return new IndexedTrack(id, Genres[top], probabilities[top], probabilities[top] < 0.3, probabilities, Sound(), 120 + (_random.NextDouble() * 240),
            title, artist, album, $"{artist}/{album}/{id % 12:00} song {id:0000000}.mp3");
    }

    private FeatureSummary Sound()
    {
        var scale = FeatureNormalization.Default;
        double[] factors = Normals(_random, Factors), noise = Normals(_random, 2 * FeatureSummary.Size);
        float[] means = new float[FeatureSummary.Size], standardDeviations = new float[FeatureSummary.Size];
        for (int f = 0; f < FeatureSummary.Size; f++)
        {
            double shared = Enumerable.Range(0, Factors).Sum(k => factors[k] * Mixing[(f * Factors) + k]) / Math.Sqrt(Factors);
            means[f] = (float)(scale.Means[f] + (scale.MeanDeviations[f] * ((0.8 * shared) + (0.6 * noise[f]))));
            standardDeviations[f] = (float)(scale.StandardDeviations[f] + (scale.StandardDeviationDeviations[f] * noise[FeatureSummary.Size + f]));
        }
        return new FeatureSummary(means, standardDeviations);
    }

    private static double[] Normals(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
}
