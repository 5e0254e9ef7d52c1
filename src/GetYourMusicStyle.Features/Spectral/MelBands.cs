using GetYourMusicStyle.Features.Mel;
using GetYourMusicStyle.Features.Stft;

namespace GetYourMusicStyle.Features.Spectral;

/// <summary>The mel filter bank of librosa's defaults: 128 triangles on the Slaney mel scale from 0 to 11 025 Hz, each of unit area.</summary>
internal static class MelBands
{
    public const int Count = 128;

    public static readonly MelBank Bank =
        new(MelScale.Slaney, Count, 0, StftParameters.SampleRate / 2.0, [.. Enumerable.Range(0, StftParameters.Bins).Select(StftParameters.Frequency)], unitArea: true);
}
