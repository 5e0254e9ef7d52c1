using NWaves.Filters.Fda;

namespace GetYourMusicStyle.Features.Mel;

/// <summary>
/// The filter bank of <c>librosa.filters.mel</c> with any parameters, by NWaves: triangles whose corners are evenly spaced on the mel scale, kept as
/// runs of weights from a first bin on.
/// </summary>
internal static class MelFilters
{
    public const string Slaney = "slaney";
    public const string Htk = "htk";
    public const string None = "none";

    public static (int FirstBin, float[] Weights)[] Of(MelParameters parameters)
    {
        var (bands, rate) = (parameters.Bands, parameters.SampleRate);
        var (low, high) = (parameters.LowestHertz, parameters.HighestHertz);
        var corners = parameters.Scale == Htk ? FilterBanks.MelBands(bands, rate, low, high) : FilterBanks.MelBandsSlaney(bands, rate, low, high);
        float[][] bank = FilterBanks.Triangular(parameters.FftLength, rate, corners);
        if (parameters.Norm == Slaney)
            FilterBanks.Normalize(bands, corners, bank);
        return [.. bank.Select(Run)];
    }

    private static (int FirstBin, float[] Weights) Run(float[] weights)
    {
        int first = Array.FindIndex(weights, w => w > 0), last = Array.FindLastIndex(weights, w => w > 0);
        return first < 0 ? (0, []) : (first, weights[first..(last + 1)]);
    }
}
