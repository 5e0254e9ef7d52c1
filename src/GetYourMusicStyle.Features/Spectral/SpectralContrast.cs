using GetYourMusicStyle.Features.Simd;
using GetYourMusicStyle.Features.Stft;

namespace GetYourMusicStyle.Features.Spectral;

/// <summary>
/// Octave-band spectral contrast (Jiang et al. 2002; <c>librosa.feature.spectral_contrast</c>, defaults): in each of seven bands the
/// mean of the top 2 % of magnitudes in dB minus that of the bottom 2 %.
/// </summary>
internal sealed unsafe class SpectralContrast
{
    public const int Count = 7;

    /// <summary>First bin, bins and quantile of each band, as librosa selects them.</summary>
    internal static readonly (int First, int Bins, int Quantile)[] Bands = [.. Enumerable.Range(0, Count).Select(MakeBand)];

    private readonly LaneBuffer _rows = new();

    /// <summary>Peaks in dB.</summary>
    public FrameSeries Peaks { get; } = new(Count);

    /// <summary>Valleys in dB.</summary>
    public FrameSeries Valleys { get; } = new(Count);

    /// <summary>Takes one step: 1025 rows of magnitudes.</summary>
    public void Add<T>(T* magnitude, FrameGrid grid, int step)
        where T : unmanaged, ILanes<T>
    {
        T* peaks = (T*)_rows.Reserve(2 * Count * T.Count), valleys = peaks + Count;
        for (int band = 0; band < Count; band++)
        {
            (int first, int bins, int quantile) = Bands[band];
            QuantileMeans.Sum(magnitude + first, bins, quantile, out T smallest, out T largest);
            T share = T.Broadcast(1f / quantile);
            peaks[band] = Decibels.OfPower(largest * share);
            valleys[band] = Decibels.OfPower(smallest * share);
        }

        Peaks.Store(peaks, grid, step);
        Valleys.Store(valleys, grid, step);
    }

    /// <summary>Means over frames, once all steps are in.</summary>
    public void Finish(Span<float> contrast)
    {
        Span<double> peaks = stackalloc double[Count], valleys = stackalloc double[Count];
        Peaks.ClampBelowMaximum(Decibels.Range);
        Valleys.ClampBelowMaximum(Decibels.Range);
        Peaks.Mean(peaks);
        Valleys.Mean(valleys);
        for (int band = 0; band < Count; band++)
            contrast[band] = (float)(peaks[band] - valleys[band]);
    }

    // [0, 200], [200, 400] ... [6400, 12800] Hz. All but the first also take the bin below, the last one goes up to the last
    // bin; the quantile is counted before all but the last drop their top bin.
    private static (int First, int Bins, int Quantile) MakeBand(int band)
    {
        double low = band == 0 ? 0 : 100 * Math.Pow(2, band), high = 200 * Math.Pow(2, band);
        int first = (int)Math.Ceiling(low * StftParameters.Size / StftParameters.SampleRate), last = (int)Math.Floor(high * StftParameters.Size / StftParameters.SampleRate);
        if (band > 0) first--;
        if (band == Count - 1) last = StftParameters.Bins - 1;
        int quantile = Math.Max(1, (int)Math.Round(0.02 * (last - first + 1), MidpointRounding.ToEven));
        if (band < Count - 1) last--;
        return (first, last - first + 1, quantile);
    }
}
