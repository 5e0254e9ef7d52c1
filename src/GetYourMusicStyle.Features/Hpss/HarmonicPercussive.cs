using System.Runtime.CompilerServices;
using GetYourMusicStyle.Features.Profiling;
using GetYourMusicStyle.Features.Simd;
using GetYourMusicStyle.Features.Stft;

namespace GetYourMusicStyle.Features.Hpss;

/// <summary>
/// Median-filter separation into a harmonic and a percussive signal (Fitzgerald 2010; <c>librosa.effects.hpss</c>: soft mask
/// of power 2, margin 1) and the RMS of each, frame by frame. The two masks add up to one, so the percussive signal is what
/// the harmonic one leaves of the input, and one inverse STFT is enough.
/// </summary>
internal sealed unsafe class HarmonicPercussive<T>
    where T : unmanaged, ILanes<T>
{
    private readonly HarmonicMedian<T> _harmonic = new();
    private readonly SlidingMedian<T> _percussive = new();
    private readonly LaneSignal<T> _signal = new(StftParameters.Size, StftParameters.Hop, StftParameters.Padding);
    private readonly HopEnergy<T> _energy = new();
    private readonly LaneBuffer _mask = new();

    /// <summary>RMS of the harmonic signal, one value a frame.</summary>
    public float[] HarmonicRms { get; private set; } = [];

    /// <summary>RMS of the percussive signal, one value a frame.</summary>
    public float[] PercussiveRms { get; private set; } = [];

    /// <summary>First half: the medians over time.</summary>
    public void FilterOverTime(Spectrum<T> spectrum) => _harmonic.Run(spectrum);

    /// <summary>Second half: medians over bins, masks, and the harmonic signal by overlap-add.</summary>
    public void Separate(Spectrum<T> spectrum, StageClock? clock)
    {
        FrameGrid grid = spectrum.Grid;
        _signal.Clear(grid);
        for (int step = 0; step < grid.Steps; step++)
        {
            T* mask = Mask(spectrum, step);
            clock?.Lap(AnalysisStage.Medians);
            RealFft.Librosa.AddInverse(spectrum.Complex(step), mask, spectrum.Work, _signal.Rows + (step * StftParameters.Hop));
            clock?.Lap(AnalysisStage.Inverse);
        }

        _signal.JoinStretches(grid);
    }

    /// <summary>Third part: RMS of both signals over frames.</summary>
    public void MeasureRms(LaneSignal<T> input, FrameGrid grid)
    {
        if (HarmonicRms.Length != grid.Count)
            (HarmonicRms, PercussiveRms) = (new float[grid.Count], new float[grid.Count]);
        _energy.Measure(input, _signal, grid, HarmonicRms, PercussiveRms);
    }

    /// <summary>Harmonic soft mask of a step, 1025 rows; zero in lanes past the last frame.</summary>
    internal T* Mask(Spectrum<T> spectrum, int step)
    {
        T* mask = (T*)_mask.Reserve((StftParameters.Bins + 1) * T.Count), harmonic = _harmonic.Step(step);
        _percussive.Run(spectrum.Magnitude(step) - SlidingMedian<T>.Reach, StftParameters.Bins, mask, 1);
        T valid = spectrum.Valid(step);
        for (int bin = 0; bin < StftParameters.Bins; bin++)
            mask[bin] = SoftMask(harmonic[bin], mask[bin]) * valid;
        return mask;
    }

    // h^2 / (h^2 + p^2), both first divided by the larger so that no square underflows.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T SoftMask(T harmonic, T percussive)
    {
        T one = T.Broadcast(1), larger = T.Max(harmonic, percussive), tiny = T.Broadcast(StftParameters.Tiny);
        T inverse = one / T.Max(larger, tiny);
        T h = harmonic * inverse, p = percussive * inverse;
        h *= h;
        p *= p;
        return T.SelectLess(larger, tiny, T.Broadcast(0.5f), h / T.Max(h + p, tiny));
    }
}
