using GetYourMusicStyle.Features.Simd;
using GetYourMusicStyle.Features.Stft;

namespace GetYourMusicStyle.Features.Spectral;

/// <summary>
/// The mel filter bank of <c>librosa.filters.mel</c>: 128 triangles on the Slaney mel scale from 0 to 11 025 Hz, each of
/// unit area. Kept as runs of weights, since a bin lies under two triangles at most.
/// </summary>
internal static unsafe class MelBands
{
    public const int Count = 128;

    private static readonly (int FirstBin, float[] Weights)[] Bands = [.. Enumerable.Range(0, Count).Select(MakeBand)];

    /// <summary>First bin and weights of a band.</summary>
    public static (int FirstBin, float[] Weights) Band(int index) => Bands[index];

    /// <summary>Mel power of a step: 128 rows from 1025 rows of power.</summary>
    public static void Apply<T>(T* power, T* mel)
        where T : unmanaged, ILanes<T>
    {
        for (int band = 0; band < Count; band++)
        {
            (int first, float[] weights) = Bands[band];
            T sum = T.Broadcast(0);
            for (int i = 0; i < weights.Length; i++)
                sum = T.MultiplyAdd(power[first + i], T.Broadcast(weights[i]), sum);
            mel[band] = sum;
        }
    }

    private static (int FirstBin, float[] Weights) MakeBand(int band)
    {
        double top = FromHertz(StftParameters.SampleRate / 2.0), step = top / (Count + 1);
        double low = ToHertz(band * step), centre = ToHertz((band + 1) * step), high = ToHertz((band + 2) * step);
        double[] weights = [.. Enumerable.Range(0, StftParameters.Bins).Select(Weight)];
        int first = Array.FindIndex(weights, w => w > 0), last = Array.FindLastIndex(weights, w => w > 0);
        return first < 0 ? (0, []) : (first, [.. weights[first..(last + 1)].Select(w => (float)w)]);

        double Weight(int bin)
        {
            double f = StftParameters.Frequency(bin);
            return Math.Max(0, Math.Min((f - low) / (centre - low), (high - f) / (high - centre))) * 2 / (high - low);
        }
    }

    // Slaney's Auditory Toolbox: linear below 1000 Hz (200/3 Hz a mel), logarithmic above (27 mels for a factor 6.4).
    private static double FromHertz(double hertz) => hertz < 1000 ? hertz * 3 / 200 : 15 + (Math.Log(hertz / 1000) * 27 / Math.Log(6.4));

    private static double ToHertz(double mel) => mel < 15 ? mel * 200 / 3 : 1000 * Math.Exp(Math.Log(6.4) / 27 * (mel - 15));
}
