using GetYourMusicStyle.Features.Simd;
using GetYourMusicStyle.Features.Stft;
using NWaves.Transforms;
using NWaves.Windows;

namespace GetYourMusicStyle.Features.Tests.SecondOracle;

/// <summary>
/// The frames of a signal as NWaves 0.9.6 transforms them. It shares no line with our code nor with librosa, and sees every frame of every
/// golden input, where the golden files hold the spectra of the first eight.
/// </summary>
internal static class NWavesFrames
{
    /// <summary>librosa's periodic Hann window: NWaves' windows are symmetric, and the beginning of one a sample longer is periodic.</summary>
    public static readonly float[] Hann = Window.OfType(WindowType.Hann, StftParameters.Size + 1)[..StftParameters.Size];

    public static TheoryData<string> Inputs => [.. Golden.Names];

    /// <summary>A signal between half a frame of zeros, as librosa centres frames; NWaves pads nothing.</summary>
    public static float[] Padded(float[] samples)
    {
        float[] padded = new float[samples.Length + StftParameters.Size];
        samples.CopyTo(padded, StftParameters.Padding);
        return padded;
    }

    /// <summary>Magnitudes of each frame, 1025 bins.</summary>
    public static List<float[]> Magnitudes(float[] samples)
    {
        var fft = new RealFft64(StftParameters.Size);
        float[] padded = Padded(samples);
        double[] frame = new double[StftParameters.Size], re = new double[StftParameters.Bins], im = new double[StftParameters.Bins];
        List<float[]> magnitudes = [];
        for (int start = 0; start + StftParameters.Size <= padded.Length; start += StftParameters.Hop)
        {
            for (int n = 0; n < frame.Length; n++)
                frame[n] = padded[start + n] * (double)Hann[n];
            fft.Direct(frame, re, im);
            magnitudes.Add([.. re.Zip(im, (r, i) => (float)Math.Sqrt((r * r) + (i * i)))]);
        }
        return magnitudes;
    }

    /// <summary>Our analysis of an input.</summary>
    public static WindowAnalysis<Lanes8> Ours(string name)
    {
        var analysis = new WindowAnalysis<Lanes8>(new Spectrum<Lanes8, Wide8>());
        analysis.Run(Golden.Samples(name), null);
        return analysis;
    }

    /// <summary>Fails unless two values are as near as the tolerance.</summary>
    public static void Near(double expected, double actual, double tolerance, string what) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance, $"{what}: {actual} is not {expected} within {tolerance:g3}");
}
