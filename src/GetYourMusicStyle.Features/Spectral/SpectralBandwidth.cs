using GetYourMusicStyle.Features.Simd;
using GetYourMusicStyle.Features.Stft;

namespace GetYourMusicStyle.Features.Spectral;

/// <summary>
/// Spectral bandwidth in Hz (<c>librosa.feature.spectral_bandwidth</c>, defaults): the magnitude-weighted standard deviation of
/// frequency around the centroid.
/// </summary>
internal sealed unsafe class SpectralBandwidth
{
    private static readonly float[] Frequencies = [.. Enumerable.Range(0, StftParameters.Bins).Select(k => (float)StftParameters.Frequency(k))];

    /// <summary>Bandwidth in Hz.</summary>
    public FrameSeries Series { get; } = new(1);

    /// <summary>Takes one step: 1025 rows of magnitudes.</summary>
    public void Add<T>(T* magnitude, FrameGrid grid, int step)
        where T : unmanaged, ILanes<T>
    {
        T sum = T.Broadcast(0), moment = sum, spread = sum;
        for (int bin = 0; bin < StftParameters.Bins; bin++)
        {
            sum += magnitude[bin];
            moment = T.MultiplyAdd(magnitude[bin], T.Broadcast(Frequencies[bin]), moment);
        }

        T one = T.Broadcast(1), share = one / T.SelectLess(sum, T.Broadcast(StftParameters.Tiny), one, sum);
        T centroid = moment * share;
        for (int bin = 0; bin < StftParameters.Bins; bin++)
        {
            T distance = T.Broadcast(Frequencies[bin]) - centroid;
            spread = T.MultiplyAdd(magnitude[bin] * distance, distance, spread);
        }

        T bandwidth = T.SquareRoot(spread * share);
        Series.Store(&bandwidth, grid, step);
    }

    /// <summary>Mean over frames, once all steps are in.</summary>
    public float Finish()
    {
        double mean = 0;
        Series.Mean(new Span<double>(ref mean));
        return (float)mean;
    }
}
