namespace GetYourMusicStyle.Features.Mel;

/// <summary>Mel scales, as librosa has them.</summary>
internal static class MelScale
{
    public const string Slaney = "slaney";
    public const string Htk = "htk";

    // Slaney's Auditory Toolbox: linear below 1000 Hz (200/3 Hz a mel), logarithmic above (27 mels for a factor 6.4). HTK: 2595 log10(1 + f / 700).
    public static double FromHertz(string scale, double hertz) => scale == Htk ? 2595 * Math.Log10(1 + (hertz / 700))
        : hertz < 1000 ? hertz * 3 / 200 : 15 + (Math.Log(hertz / 1000) * 27 / Math.Log(6.4));

    public static double ToHertz(string scale, double mel) => scale == Htk ? 700 * (Math.Pow(10, mel / 2595) - 1)
        : mel < 15 ? mel * 200 / 3 : 1000 * Math.Exp(Math.Log(6.4) / 27 * (mel - 15));
}
