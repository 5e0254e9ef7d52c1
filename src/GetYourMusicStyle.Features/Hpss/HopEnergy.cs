using GetYourMusicStyle.Features.Simd;
using GetYourMusicStyle.Features.Stft;

namespace GetYourMusicStyle.Features.Hpss;

/// <summary>
/// RMS per frame (<c>librosa.feature.rms</c>) of a signal rebuilt by overlap-add and of what it leaves of the input. A frame
/// is four whole hops, so energies are summed a hop at a time and shared by the frames that cover it.
/// </summary>
internal sealed unsafe class HopEnergy<T>
    where T : unmanaged, ILanes<T>
{
    private const double Smallest = StftParameters.Tiny;

    /// <summary>Sum of the squared windows wherever four frames overlap.</summary>
    private const float FullOverlap = 1.5f;

    private readonly LaneBuffer _lanes = new();
    private float[] _rebuilt = [], _rest = [];

    public void Measure(LaneSignal<T> input, LaneSignal<T> rebuilt, FrameGrid grid, Span<float> rebuiltRms, Span<float> restRms)
    {
        int hops = grid.Count + StftParameters.HopsPerFrame - 1;
        if (_rebuilt.Length < hops) (_rebuilt, _rest) = (new float[hops], new float[hops]);
        SumInterior(input, rebuilt, grid, hops);
        // Not overlapped by four frames, or not wholly inside the signal: the first hops and the last.
        for (int hop = 0; hop < hops; hop++)
            if (hop < StftParameters.HopsPerFrame - 1 || hop >= grid.Count) SumEdge(input, rebuilt, grid, hop);

        for (int frame = 0; frame < grid.Count; frame++)
        {
            float harmonic = 0, percussive = 0;
            for (int hop = frame; hop < frame + StftParameters.HopsPerFrame; hop++)
            {
                harmonic += _rebuilt[hop];
                percussive += _rest[hop];
            }

            rebuiltRms[frame] = MathF.Sqrt(harmonic / StftParameters.Size);
            restRms[frame] = MathF.Sqrt(percussive / StftParameters.Size);
        }
    }

    private void SumInterior(LaneSignal<T> input, LaneSignal<T> rebuilt, FrameGrid grid, int hops)
    {
        float* lanes = _lanes.Reserve(2 * T.Count);
        T scale = T.Broadcast(1 / FullOverlap);
        for (int step = 0; step < grid.Steps; step++)
        {
            T* x = input.Rows + (step * StftParameters.Hop), y = rebuilt.Rows + (step * StftParameters.Hop);
            T harmonic = T.Broadcast(0), percussive = T.Broadcast(0);
            for (int n = 0; n < StftParameters.Hop; n++)
            {
                T h = y[n] * scale, p = x[n] - h;
                harmonic = T.MultiplyAdd(h, h, harmonic);
                percussive = T.MultiplyAdd(p, p, percussive);
            }

            *(T*)lanes = harmonic;
            *((T*)lanes + 1) = percussive;
            for (int lane = 0; lane < T.Count && grid.FrameAt(step, lane) < hops; lane++)
            {
                _rebuilt[grid.FrameAt(step, lane)] = lanes[lane];
                _rest[grid.FrameAt(step, lane)] = lanes[lane + T.Count];
            }
        }
    }

    private void SumEdge(LaneSignal<T> input, LaneSignal<T> rebuilt, FrameGrid grid, int hop)
    {
        double harmonic = 0, percussive = 0;
        for (int n = 0; n < StftParameters.Hop; n++)
        {
            int position = (hop * StftParameters.Hop) + n;
            if (position < StftParameters.Padding || position >= StftParameters.Padding + grid.Samples) continue;
            double overlap = 0;
            for (int frame = Math.Max(0, hop - StftParameters.HopsPerFrame + 1); frame <= Math.Min(hop, grid.Count - 1); frame++)
            {
                double w = StftParameters.Hann[position - (frame * StftParameters.Hop)];
                overlap += w * w;
            }

            double y = rebuilt.At(position, grid);
            if (overlap > Smallest) y /= overlap;
            double rest = input.At(position, grid) - y;
            harmonic += y * y;
            percussive += rest * rest;
        }

        _rebuilt[hop] = (float)harmonic;
        _rest[hop] = (float)percussive;
    }
}
