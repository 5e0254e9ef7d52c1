using GetYourMusicStyle.Features.Spectral;

namespace GetYourMusicStyle.Features;

/// <summary>The scale of log spectrograms: decibels below the window's maximum, from 0 down to -<see cref="RangeDb"/>.</summary>
public static class SpectrogramScale
{
    /// <summary>Decibels between the loudest and the quietest value, librosa's default (<c>top_db</c>).</summary>
    public const float RangeDb = Decibels.Range;

    /// <summary>A value as models see it: 0 at -<see cref="RangeDb"/> dB, 1 at the maximum.</summary>
    public static float Normalize(float decibels) => (decibels + RangeDb) / RangeDb;

    /// <summary>The decibels of a value between 0 and 1; the inverse of <see cref="Normalize"/>.</summary>
    public static float ToDecibels(float normalized) => (normalized * RangeDb) - RangeDb;
}
