using GetYourMusicStyle.Features.Simd;
using GetYourMusicStyle.Features.Stft;

namespace GetYourMusicStyle.Features.Spectral;

/// <summary>
/// Chroma energy (<c>librosa.feature.chroma_stft</c>, defaults): power projected on twelve pitch classes, each frame divided by its maximum.
/// </summary>
internal sealed unsafe class Chroma
{
    public const int Count = 12;

    private readonly LaneBuffer _rows = new();

    /// <summary>Pitch classes from C, 0 to 1.</summary>
    public FrameSeries Series { get; } = new(Count);

    /// <summary>Takes one step: 1025 rows of magnitudes.</summary>
    public void Add<T>(T* magnitude, float[] bank, FrameGrid grid, int step)
        where T : unmanaged, ILanes<T>
    {
        T* rows = (T*)_rows.Reserve(Count * T.Count);
        for (int third = 0; third < Count; third += 4)
        {
            T a = T.Broadcast(0), b = a, c = a, d = a;
            fixed (float* weights = &bank[third])
            {
                float* w = weights;
                for (int bin = 0; bin < StftParameters.Bins; bin++, w += Count)
                {
                    T power = magnitude[bin] * magnitude[bin];
                    a = T.MultiplyAdd(power, T.Broadcast(w[0]), a);
                    b = T.MultiplyAdd(power, T.Broadcast(w[1]), b);
                    c = T.MultiplyAdd(power, T.Broadcast(w[2]), c);
                    d = T.MultiplyAdd(power, T.Broadcast(w[3]), d);
                }
            }

            rows[third] = a;
            rows[third + 1] = b;
            rows[third + 2] = c;
            rows[third + 3] = d;
        }

        T largest = rows[0], one = T.Broadcast(1);
        for (int i = 1; i < Count; i++)
            largest = T.Max(largest, rows[i]);
        T divisor = T.SelectLess(largest, T.Broadcast(StftParameters.Tiny), one, largest);
        for (int i = 0; i < Count; i++)
            rows[i] /= divisor;
        Series.Store(rows, grid, step);
    }

    /// <summary>Mean over pitch classes and frames, once all steps are in.</summary>
    public float Finish()
    {
        Span<double> means = stackalloc double[Count];
        Series.Mean(means);
        double sum = 0;
        foreach (double mean in means)
            sum += mean;
        return (float)(sum / Count);
    }
}
