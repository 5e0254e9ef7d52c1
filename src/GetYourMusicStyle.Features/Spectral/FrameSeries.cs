using System.Numerics.Tensors;
using GetYourMusicStyle.Features.Simd;
using GetYourMusicStyle.Features.Stft;

namespace GetYourMusicStyle.Features.Spectral;

/// <summary>
/// Values of each frame in order of time, [frame][row]. Means are taken here, frame after frame in double precision, so
/// they do not depend on the number of lanes.
/// </summary>
/// <param name="rows">Values a frame.</param>
internal sealed unsafe class FrameSeries(int rows)
{
    private float[] _values = [];

    /// <summary>Values a frame.</summary>
    public int Rows { get; } = rows;

    /// <summary>Frames held.</summary>
    public int Frames { get; private set; }

    /// <summary>All values, [frame][row].</summary>
    public Span<float> Values => _values.AsSpan(0, Frames * Rows);

    public float this[int frame, int row] => _values[(frame * Rows) + row];

    public void Reserve(int frames)
    {
        Frames = frames;
        if (_values.Length < frames * Rows) _values = new float[frames * Rows];
    }

    /// <summary>Stores one step: <see cref="Rows"/> vectors of lanes, each lane its own frame.</summary>
    public void Store<T>(T* values, FrameGrid grid, int step)
        where T : unmanaged, ILanes<T>
    {
        for (int lane = 0; lane < T.Count; lane++)
        {
            int frame = grid.FrameAt(step, lane);
            if (frame >= grid.Count) return;
            float* from = (float*)values + lane;
            Span<float> to = _values.AsSpan(frame * Rows, Rows);
            for (int row = 0; row < to.Length; row++)
                to[row] = from[row * T.Count];
        }
    }

    /// <summary>Raises every value to at least the largest minus <paramref name="range"/> (librosa's <c>top_db</c>).</summary>
    public void ClampBelowMaximum(float range)
    {
        Span<float> values = Values;
        float floor = TensorPrimitives.Max<float>(values) - range;
        TensorPrimitives.Max(values, floor, values);
    }

    /// <summary>Mean over frames of each row.</summary>
    public void Mean(Span<double> means)
    {
        means.Clear();
        ReadOnlySpan<float> values = Values;
        for (int frame = 0; frame < Frames; frame++)
        {
            ReadOnlySpan<float> row = values.Slice(frame * Rows, Rows);
            for (int i = 0; i < row.Length; i++)
                means[i] += row[i];
        }

        for (int i = 0; i < Rows; i++)
            means[i] /= Frames;
    }
}
