using System.Numerics.Tensors;
using GetYourMusicStyle.Recommender;
using GetYourMusicStyle.Recommender.Index;

namespace GetYourMusicStyle.Bench.Similar;

/// <summary>What the index is compared with: all tracks in one array of ready coordinates, the distance of each by a vectorised library call.</summary>
internal sealed class PlainScan
{
    private readonly RecommenderOptions _options = new();
    private readonly int _width;
    private readonly float[] _rows;
    private readonly int _count;

    public PlainScan(TrackIndex index, int count)
    {
        _count = count;
        _width = index.Genres.Count + index.EmbeddingWidth;
        _rows = new float[(long)_width * count];
        for (int id = 0; id < count; id++)
            Coordinates(index.Find(id)!, _rows.AsSpan(id * _width, _width));
    }

    public List<int> Nearest(IndexedTrack track, int count)
    {
        float[] point = new float[_width];
        Coordinates(track, point);
        var nearest = new PriorityQueue<int, float>();
        float farthest = float.PositiveInfinity;
        for (int row = 0; row < _count; row++)
        {
            float distance = TensorPrimitives.Distance<float>(_rows.AsSpan(row * _width, _width), point);
            if (distance >= farthest)
                continue;
            nearest.Enqueue(row, -distance);
            if (nearest.Count <= count)
                continue;
            nearest.Dequeue();
            nearest.TryPeek(out _, out float worst);
            farthest = -worst;
        }
        return [.. nearest.UnorderedItems.Select(item => item.Element)];
    }

    private void Coordinates(IndexedTrack track, Span<float> row)
    {
        int genres = track.Probabilities.Length;
        for (int g = 0; g < genres; g++)
            row[g] = MathF.Sqrt(track.Probabilities[g]) * (float)Math.Sqrt(_options.GenreWeight / 2);
        TensorPrimitives.Multiply(track.Embedding, (float)Math.Sqrt(_options.SoundWeight), row[genres..]);
    }
}
