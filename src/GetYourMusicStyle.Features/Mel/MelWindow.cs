namespace GetYourMusicStyle.Features.Mel;

/// <summary>Window functions, in double precision: quiet bands need them so.</summary>
internal static class MelWindow
{
    /// <summary>Periodic, as all but <see cref="HannSymmetric"/>.</summary>
    public const string Hann = "hann";

    public const string HannSymmetric = "hann_symmetric";
    public const string Hamming = "hamming";
    public const string Boxcar = "boxcar";

    /// <summary>The values of a window of <paramref name="length"/> samples.</summary>
    public static double[] Of(string name, int length)
    {
        double mean = name switch { Hann or HannSymmetric => 0.5, Hamming => 0.54, _ => 1 };
        int period = name == HannSymmetric ? Math.Max(1, length - 1) : length;
        return [.. Enumerable.Range(0, length).Select(n => mean - ((1 - mean) * Math.Cos(2 * Math.PI * n / period)))];
    }
}
