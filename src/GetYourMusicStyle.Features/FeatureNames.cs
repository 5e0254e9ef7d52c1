namespace GetYourMusicStyle.Features;

/// <summary>The 25 features of a window, in the order in which every table, file and model of the product has them.</summary>
public static class FeatureNames
{
    /// <summary>Number of features.</summary>
    public const int Count = 25;

    /// <summary>The names, in order.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Enumerable.Range(0, 13).Select(i => $"mfcc_{i}"),
        .. Enumerable.Range(0, 7).Select(i => $"spectral_contrast_{i}"),
        "spectral_bandwidth",
        "zero_crossing_rate",
        "chroma_stft",
        "rms_harmonic",
        "rms_percussive",
    ];
}
