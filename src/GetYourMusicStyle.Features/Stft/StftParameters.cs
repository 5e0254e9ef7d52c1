namespace GetYourMusicStyle.Features.Stft;

/// <summary>The short-time Fourier transform's fixed shape: librosa's defaults at 22 050 Hz.</summary>
internal static class StftParameters
{
    public const int SampleRate = 22050;

    /// <summary>Frame length in samples.</summary>
    public const int Size = 2048;

    /// <summary>Samples from one frame to the next.</summary>
    public const int Hop = 512;

    /// <summary>Zeros before and after the signal, so that frame t is centred on sample t * <see cref="Hop"/>.</summary>
    public const int Padding = Size / 2;

    /// <summary>Hops a frame covers.</summary>
    public const int HopsPerFrame = Size / Hop;

    /// <summary>Frequency bins, 0 Hz to 11 025 Hz.</summary>
    public const int Bins = (Size / 2) + 1;

    /// <summary>The smallest normal float32: librosa leaves what is below it undivided.</summary>
    public const float Tiny = 1.17549435e-38f;

    /// <summary>Periodic Hann window.</summary>
    public static readonly double[] Hann = [.. Enumerable.Range(0, Size).Select(n => 0.5 - (0.5 * Math.Cos(2 * Math.PI * n / Size)))];

    /// <summary>Frames of a signal of <paramref name="samples"/> samples.</summary>
    public static int CountOf(int samples) => 1 + (samples / Hop);

    /// <summary>Centre frequency of a bin in Hz.</summary>
    public static double Frequency(int bin) => bin * (double)SampleRate / Size;
}
