using GetYourMusicStyle.Features.Simd;

namespace GetYourMusicStyle.Features.Mel;

/// <summary>
/// A mel filter bank, as <c>librosa.filters.mel</c>: triangles whose corners are evenly spaced on a mel scale. Kept as runs of weights from a first bin on,
/// since a bin lies under two triangles at most.
/// </summary>
internal sealed unsafe class MelBank
{
    private readonly (int FirstBin, float[] Weights)[] _bands;

    /// <param name="scale">The mel scale, by <see cref="MelScale"/>.</param>
    /// <param name="bands">Number of bands.</param>
    /// <param name="low">Where the lowest band begins, in Hz.</param>
    /// <param name="high">Where the highest band ends, in Hz; what lies above the highest bin is missing.</param>
    /// <param name="bins">The frequencies of the bins, in Hz, rising.</param>
    /// <param name="linearInMel">Whether the sides of the triangles are straight lines over mels; otherwise over Hz.</param>
    /// <param name="unitArea">Whether the triangles have the same area, 1 over Hz; otherwise the same peak, 1.</param>
    /// <param name="gain">What the weights of a bin are multiplied by, given its frequency.</param>
    public MelBank(
        string scale, int bands, double low, double high, double[] bins, bool linearInMel = false, bool unitArea = false, Func<double, double>? gain = null)
    {
        double bottom = MelScale.FromHertz(scale, low), step = (MelScale.FromHertz(scale, high) - bottom) / (bands + 1);
        _bands = [.. Enumerable.Range(0, bands).Select(Band)];

        (int, float[]) Band(int band)
        {
            double from = Corner(band), peak = Corner(band + 1), to = Corner(band + 2);
            double width = unitArea ? Hertz(band + 2) - Hertz(band) : 2;
            double[] weights = [.. bins.Select(f => Math.Max(0, Triangle(linearInMel ? MelScale.FromHertz(scale, f) : f)) * 2 / width * (gain?.Invoke(f) ?? 1))];
            int first = Array.FindIndex(weights, w => w > 0), last = Array.FindLastIndex(weights, w => w > 0);
            return first < 0 ? (0, []) : (first, [.. weights[first..(last + 1)].Select(w => (float)w)]);

            double Triangle(double x) => Math.Min((x - from) / (peak - from), (to - x) / (to - peak));
        }

        double Corner(int index) => linearInMel ? Mel(index) : Hertz(index);
        double Hertz(int index) => MelScale.ToHertz(scale, Mel(index));
        double Mel(int index) => bottom + (index * step);
    }

    /// <summary>Number of bands.</summary>
    public int Count => _bands.Length;

    /// <summary>First bin and weights of a band.</summary>
    public (int FirstBin, float[] Weights) this[int band] => _bands[band];

    /// <summary>A row a band from a row a bin of power or magnitudes.</summary>
    public void Apply<T>(T* spectrum, T* mel)
        where T : unmanaged, ILanes<T>
    {
        for (int band = 0; band < _bands.Length; band++)
        {
            (int first, float[] weights) = _bands[band];
            T sum = T.Broadcast(0);
            for (int i = 0; i < weights.Length; i++)
                sum = T.MultiplyAdd(spectrum[first + i], T.Broadcast(weights[i]), sum);
            mel[band] = sum;
        }
    }
}
