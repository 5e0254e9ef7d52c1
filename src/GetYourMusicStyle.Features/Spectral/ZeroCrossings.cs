using System.Numerics;
using GetYourMusicStyle.Features.Simd;
using GetYourMusicStyle.Features.Stft;

namespace GetYourMusicStyle.Features.Spectral;

/// <summary>
/// Zero-crossing rate (<c>librosa.feature.zero_crossing_rate</c>, defaults): the share of samples of a frame whose sign differs from the
/// sample before; |x| up to 1e-10 counts as positive, a frame's first sample never counts, and the padding repeats the edges, so nothing
/// crosses there.
/// </summary>
internal sealed unsafe class ZeroCrossings
{
    private const float Threshold = -1e-10f;
    private int[] _hops = [];
    private bool[] _first = [];

    /// <summary>Share of samples, 0 to 1.</summary>
    public FrameSeries Series { get; } = new(1);

    /// <summary>Counts a whole window and returns the mean rate over its frames.</summary>
    public float Measure<T>(ReadOnlySpan<float> samples)
        where T : unmanaged, ILanes<T>
    {
        int frames = StftParameters.CountOf(samples.Length), hops = frames + StftParameters.HopsPerFrame - 1;
        if (_hops.Length < hops) (_hops, _first) = (new int[hops], new bool[hops]);
        fixed (float* signal = samples)
        {
            for (int hop = 0; hop < hops; hop++)
            {
                int start = (hop * StftParameters.Hop) - StftParameters.Padding, end = Math.Min(start + StftParameters.Hop, samples.Length);
                _first[hop] = start > 0 && start < samples.Length && IsNegative(signal[start]) != IsNegative(signal[start - 1]);
                _hops[hop] = Count<T>(signal, Math.Max(start, 1), end);
            }
        }

        Series.Reserve(frames);
        for (int frame = 0; frame < frames; frame++)
        {
            int crossings = _hops[frame] + _hops[frame + 1] + _hops[frame + 2] + _hops[frame + 3] - (_first[frame] ? 1 : 0);
            Series.Values[frame] = crossings / (float)StftParameters.Size;
        }

        double mean = 0;
        Series.Mean(new Span<double>(ref mean));
        return (float)mean;
    }

    private static int Count<T>(float* signal, int start, int end)
        where T : unmanaged, ILanes<T>
    {
        int crossings = 0, n = start;
        T threshold = T.Broadcast(Threshold);
        for (; n + T.Count <= end; n += T.Count)
            crossings += BitOperations.PopCount(T.GreaterThan(threshold, *(T*)(signal + n)) ^ T.GreaterThan(threshold, *(T*)(signal + n - 1)));
        for (; n < end; n++)
            if (IsNegative(signal[n]) != IsNegative(signal[n - 1])) crossings++;
        return crossings;
    }

    private static bool IsNegative(float sample) => sample < Threshold;
}
