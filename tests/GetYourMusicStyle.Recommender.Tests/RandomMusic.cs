namespace GetYourMusicStyle.Recommender.Tests;

/// <summary>Made-up tracks: of a few clusters, some exactly alike, some without a sound or a genre.</summary>
internal sealed class RandomMusic(int seed, int genres = 14)
{
    private readonly Random _random = new(seed);

    public IReadOnlyList<string> Genres { get; } = [.. Enumerable.Range(0, genres).Select(number => $"Genre {number}")];

    public IndexedTrack Track(long id)
    {
        int cluster = _random.Next(Genres.Count);
        float[] probabilities = [.. Enumerable.Range(0, Genres.Count).Select(g => (float)Math.Exp((g == cluster ? 3 : 0) + Normal()))];
        float sum = probabilities.Sum();
        probabilities = [.. probabilities.Select(p => p / sum)];
        int top = Array.IndexOf(probabilities, probabilities.Max());
        return new IndexedTrack(id, Genres[top], probabilities[top], _random.Next(4) == 0, probabilities, _random.Next(10) == 0 ? null : Sound(),
            60 + (_random.NextDouble() * 400), _random.Next(8) == 0 ? null : $"Title {id}", $"Artist {_random.Next(40)}", null, $"Artist/{id} – ü.mp3");
    }

    public IReadOnlyList<IndexedTrack> Tracks(int count, long first = 1) => [.. Enumerable.Range(0, count).Select(i => Track(first + i))];

    /// <summary>Tracks of which many are exactly alike but for their ids.</summary>
    public IReadOnlyList<IndexedTrack> Alike(int count, int kinds)
    {
        var models = Tracks(kinds);
        return [.. Enumerable.Range(0, count).Select(i => models[_random.Next(kinds)] with { Id = count - i })];
    }

    public FeatureSummary Sound()
    {
        var scale = FeatureNormalization.Default;
        double loudness = Normal();
        return new FeatureSummary(
            [.. scale.Means.Zip(scale.MeanDeviations, (mean, deviation) => (float)(mean + (deviation * ((loudness + Normal()) / Math.Sqrt(2)))))],
            [.. scale.StandardDeviations.Zip(scale.StandardDeviationDeviations, (mean, deviation) => (float)(mean + (deviation * Normal())))]);
    }

    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
