using GetYourMusicStyle.Features.Simd;

namespace GetYourMusicStyle.Features.Spectral;

/// <summary>Decibels as librosa's <c>power_to_db</c> and <c>amplitude_to_db</c> give them, before <c>top_db</c>.</summary>
internal static class Decibels
{
    /// <summary>librosa's default dynamic range.</summary>
    public const float Range = 80;

    private const float PerNeper = 4.3429448f; // 10 / ln 10

    /// <summary>10 log10(max(1e-10, value)).</summary>
    public static T OfPower<T>(T value)
        where T : unmanaged, ILanes<T> => T.Log(T.Max(value, T.Broadcast(1e-10f))) * T.Broadcast(PerNeper);

    /// <summary>20 log10(max(1e-5, value)).</summary>
    public static T OfAmplitude<T>(T value)
        where T : unmanaged, ILanes<T> => T.Log(T.Max(value, T.Broadcast(1e-5f))) * T.Broadcast(2 * PerNeper);
}
