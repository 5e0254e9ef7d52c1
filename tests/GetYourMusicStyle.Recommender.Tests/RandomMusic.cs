using GetYourMusicStyle.Recommender.Index;

namespace GetYourMusicStyle.Recommender.Tests;

/// <summary>Made-up tracks: of a few clusters, some exactly alike, some without an embedding, features or a title.</summary>
internal sealed class RandomMusic(int seed, int genres = 14, int embeddingWidth = 24)
{
    private readonly Random _random = new(seed);

    public IReadOnlyList<string> Genres { get; } = [.. Enumerable.Range(0, genres).Select(number => $"Genre {number}")];

    public int EmbeddingWidth => embeddingWidth;

    /// <summary>An index of such tracks.</summary>
    public TrackIndex Index(RecommenderOptions? options = null, IReadOnlyCollection<IndexedTrack>? tracks = null)
    {
        var index = new TrackIndex(Genres, EmbeddingWidth, options ?? new());
        index.Upsert(tracks ?? []);
        return index;
    }

    public IndexedTrack Track(long id)
    {
        int cluster = _random.Next(Genres.Count);
        float[] probabilities = [.. Enumerable.Range(0, Genres.Count).Select(g => (float)Math.Exp((g == cluster ? 3 : 0) + Normal()))];
        float sum = probabilities.Sum();
        probabilities = [.. probabilities.Select(p => p / sum)];
        int top = Array.IndexOf(probabilities, probabilities.Max());
        return new IndexedTrack(id, Genres[top], probabilities[top], _random.Next(4) == 0, probabilities,
            _random.Next(10) == 0 ? null : Embedding(), _random.Next(10) == 0 ? null : Features(),
            60 + (_random.NextDouble() * 400), _random.Next(8) == 0 ? null : $"Title {id}", $"Artist {_random.Next(40)}", null, $"Artist/{id} – ü.mp3");
    }

    public IReadOnlyList<IndexedTrack> Tracks(int count, long first = 1) => [.. Enumerable.Range(0, count).Select(i => Track(first + i))];

    /// <summary>Tracks of which many are exactly alike but for their ids.</summary>
    public IReadOnlyList<IndexedTrack> Alike(int count, int kinds)
    {
        var models = Tracks(kinds);
        return [.. Enumerable.Range(0, count).Select(i => models[_random.Next(kinds)] with { Id = count - i })];
    }

    /// <summary>Numbers of which some move together; two are about 1 apart. None where the width is 0.</summary>
    public float[]? Embedding()
    {
        double loudness = Normal();
        return embeddingWidth == 0 ? null : [.. Enumerable.Range(0, embeddingWidth).Select(_ => (float)((loudness + Normal()) / Math.Sqrt(4 * embeddingWidth)))];
    }

    /// <summary>Features that differ by much more than encodings do.</summary>
    public FeatureSummary Features() => new(
        [.. CodecVariation.Default.Means.Select(usual => (float)(usual * (40 + (16 * Normal()))))],
        [.. CodecVariation.Default.StandardDeviations.Select(usual => (float)(usual * (40 + (16 * Normal()))))]);

    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
