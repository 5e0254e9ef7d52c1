using GetYourMusicStyle.Features.Spectral;

namespace GetYourMusicStyle.Features;

/// <summary>The 25 features of a window, in the order in which every table, file and model of the product has them, and the place of each.</summary>
public static class FeatureNames
{
    /// <summary>Number of mel-frequency cepstral coefficients, which come first.</summary>
    public const int MfccCount = Mfcc.Count;

    /// <summary>Number of bands of the spectral contrast.</summary>
    public const int SpectralContrastCount = Spectral.SpectralContrast.Count;

    /// <summary>Place of the lowest band of the spectral contrast.</summary>
    public const int SpectralContrast = MfccCount;

    /// <summary>Place of the spectral bandwidth.</summary>
    public const int SpectralBandwidth = SpectralContrast + SpectralContrastCount;

    /// <summary>Place of the zero-crossing rate.</summary>
    public const int ZeroCrossingRate = SpectralBandwidth + 1;

    /// <summary>Place of the mean chroma.</summary>
    public const int ChromaStft = ZeroCrossingRate + 1;

    /// <summary>Place of the RMS of the harmonic part.</summary>
    public const int RmsHarmonic = ChromaStft + 1;

    /// <summary>Place of the RMS of the percussive part.</summary>
    public const int RmsPercussive = RmsHarmonic + 1;

    /// <summary>Number of features.</summary>
    public const int Count = RmsPercussive + 1;

    /// <summary>The names, in order.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Enumerable.Range(0, MfccCount).Select(i => $"mfcc_{i}"),
        .. Enumerable.Range(0, SpectralContrastCount).Select(i => $"spectral_contrast_{i}"),
        "spectral_bandwidth",
        "zero_crossing_rate",
        "chroma_stft",
        "rms_harmonic",
        "rms_percussive",
    ];
}
