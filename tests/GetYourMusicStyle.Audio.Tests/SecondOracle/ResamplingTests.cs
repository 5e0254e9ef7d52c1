using GetYourMusicStyle.Audio.Resampling;
using NWaves.Filters.Base;
using NWaves.Filters.Fda;
using NWaves.Signals;

namespace GetYourMusicStyle.Audio.Tests.SecondOracle;

/// <summary>
/// Our resampling of real music against that of NWaves, which shares nothing with libsoxr. What lies above 6 kHz is taken out first: the two
/// have other low-pass filters, and below them resampling has one answer. NWaves interpolates with a sinc of 128 samples.
/// </summary>
public sealed class ResamplingTests
{
    private const int Order = 64, Seconds = 1, Taps = 501, Edge = 500;

    // NWaves low-passes only where it is given no filter, and one that it is given it does not apply.
    private static readonly FirFilter NoFilter = new([1.0]);

    /// <summary>
    /// At 44.1 kHz every other sample is taken, so the filters are all that differ: 1e-4 of full scale. At 48 kHz NWaves counts time in float32: by the end of a
    /// second it is off by 4e-3 samples, 2e-3 of the steepest sound here.
    /// </summary>
    [Theory]
    [InlineData("city-blues.mp3", 44_100, 1e-4)]
    [InlineData("orchestra.ogg", 44_100, 1e-4)]
    [InlineData("chaos-god.mp3", 44_100, 1e-4)]
    [InlineData("coherence.opus", 48_000, 2e-3)]
    public void Music_arrives_as_NWaves_resamples_it(string sample, int expectedRate, double tolerance)
    {
        float[] interleaved = Decoding.Decoder().Pcm(Media.Sample(sample), out int rate, out int channels);
        Assert.Equal(expectedRate, rate);
        int start = 10 * rate;
        float[] mono = [.. Enumerable.Range(start, Seconds * rate).Select(frame => interleaved.AsSpan(frame * channels, channels).ToArray().Average())];
        var lowPass = new FirFilter(DesignFilter.FirWinLp(Taps, 6_000.0 / rate));
        float[] limited = lowPass.ApplyTo(new DiscreteSignal(rate, mono)).Samples;
        float[] theirs = new NWaves.Operations.Resampler().Resample(new DiscreteSignal(rate, limited), MonoStream.SampleRate, NoFilter, Order).Samples;
        float[] ours = Decoding.Decoder().Mono(Media.Wav(rate, 1, limited));
        Assert.InRange(ours.Length - theirs.Length, 0, 1 + (Taps * MonoStream.SampleRate / rate));
        Assert.InRange(ours.Max(), 0.02f, 1.5f);       // there is something to compare
        for (int i = Edge; i < theirs.Length - Edge; i++)
            Assert.True(Math.Abs(ours[i] - theirs[i]) <= tolerance, $"{sample} sample {i}: {ours[i]} is not {theirs[i]} within {tolerance:g2}");
    }
}
