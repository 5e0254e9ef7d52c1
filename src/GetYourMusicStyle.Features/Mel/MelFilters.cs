namespace GetYourMusicStyle.Features.Mel;

/// <summary>
/// The filter bank of <c>librosa.filters.mel</c> with any parameters: triangles whose corners are evenly spaced on the mel scale, kept as
/// runs of weights from a first bin on.
/// </summary>
internal static class MelFilters
{
    public const string Slaney = "slaney";
    public const string Htk = "htk";
    public const string None = "none";

    public static (int FirstBin, double[] Weights)[] Of(MelParameters parameters)
    {
        bool htk = parameters.Scale == Htk;
        double low = ToMel(parameters.LowestHertz, htk), step = (ToMel(parameters.HighestHertz, htk) - low) / (parameters.Bands + 1);
        return [.. Enumerable.Range(0, parameters.Bands).Select(band => Band(
            parameters, ToHertz(low + (band * step), htk), ToHertz(low + ((band + 1) * step), htk), ToHertz(low + ((band + 2) * step), htk)))];
    }

    private static (int FirstBin, double[] Weights) Band(MelParameters parameters, double low, double centre, double high)
    {
        double scale = parameters.Norm == Slaney ? 2 / (high - low) : 1;
        double[] weights = [.. Enumerable.Range(0, (parameters.FftLength / 2) + 1).Select(Weight)];
        int first = Array.FindIndex(weights, w => w > 0), last = Array.FindLastIndex(weights, w => w > 0);
        return first < 0 ? (0, []) : (first, weights[first..(last + 1)]);

        double Weight(int bin)
        {
            double hertz = bin * (double)parameters.SampleRate / parameters.FftLength;
            return scale * Math.Max(0, Math.Min((hertz - low) / (centre - low), (high - hertz) / (high - centre)));
        }
    }

    // HTK: O'Shaughnessy's formula. Slaney: linear below 1000 Hz (200/3 Hz a mel), logarithmic above (27 mels for a factor 6.4).
    private static double ToMel(double hertz, bool htk) =>
        htk ? 2595 * Math.Log10(1 + (hertz / 700)) : hertz < 1000 ? hertz * 3 / 200 : 15 + (Math.Log(hertz / 1000) * 27 / Math.Log(6.4));

    private static double ToHertz(double mel, bool htk) =>
        htk ? 700 * (Math.Pow(10, mel / 2595) - 1) : mel < 15 ? mel * 200 / 3 : 1000 * Math.Exp(Math.Log(6.4) / 27 * (mel - 15));
}
