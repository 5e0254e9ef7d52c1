using System.Runtime.InteropServices;
using CsCheck;
using GetYourMusicStyle.Audio.Resampling;

namespace GetYourMusicStyle.Audio.Tests;

/// <summary>
/// Mono at 22 050 Hz against two references: libsoxr HQ driven by ffmpeg (the whole file in one run, our mean of the channels taken here in
/// double precision), and, owing nothing to libsoxr, tones whose samples at the new rate are known in closed form.
/// </summary>
public sealed class ResamplingTests
{
    private const int Rate = MonoStream.SampleRate;

    [Theory]
    [InlineData(8_000, 1, 7.123)]
    [InlineData(11_025, 1, 7.123)]
    [InlineData(44_100, 2, 7.123)]
    [InlineData(44_100, 1, 3.0)]
    [InlineData(48_000, 2, 7.123)]
    [InlineData(48_000, 6, 7.123)]
    [InlineData(96_000, 2, 5.5)]
    [InlineData(192_000, 2, 7.123)]
    public void It_is_what_soxr_hq_gives(int rate, int channels, double seconds)
    {
        int frames = (int)(rate * seconds);
        float[] interleaved = Media.Noise(frames * channels, seed: rate + channels);
        float[] mono = new float[frames];
        for (int i = 0; i < frames; i++)
            mono[i] = (float)(interleaved.AsSpan(i * channels, channels).ToArray().Sum(v => (double)v) / channels);

        float[] actual = Decoding.Decoder().Mono(Media.Wav(rate, channels, interleaved));

        string reference = Media.Ffmpeg("reference.f32", "-i", Media.Wav(rate, 1, mono), "-af", "aresample=22050:resampler=soxr:precision=20", "-f", "f32le");
        ReadOnlySpan<float> expected = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(reference));
        Assert.Equal((int)Math.Ceiling((double)frames * Rate / rate), actual.Length);
        Assert.InRange(actual.Length - expected.Length, 0, 1); // soxr rounds the length to the nearest, librosa up, with a zero
        for (int i = 0; i < actual.Length; i++)
            Assert.Equal(i < expected.Length ? expected[i] : 0, actual[i], 1e-6f);
    }

    [Theory]
    [InlineData(8_000)]
    [InlineData(16_000)]
    [InlineData(44_100)]
    [InlineData(48_000)]
    [InlineData(192_000)]
    public void Tones_arrive_at_their_exact_values(int rate)
    {
        double[] frequencies = [97, 440, 1_234.5, 2_000, .. rate > Rate ? [3_300.0, 5_000] : Array.Empty<double>()]; // soxr rolls off by 0.01 dB higher up
        double Value(double t) => frequencies.Select((f, i) => Math.Sin((2 * Math.PI * f * t) + i)).Sum() / 8;
        float[] source = [.. Enumerable.Range(0, rate * 4).Select(i => (float)Value((double)i / rate))];
        float[] actual = Decoding.Decoder().Mono(Media.Wav(rate, 1, source));
        for (int i = 2_000; i < actual.Length - 2_000; i++)
            Assert.Equal((float)Value((double)i / Rate), actual[i], 3e-6f);
    }

    [Fact]
    public void What_lies_above_the_new_band_is_gone()
    {
        float[] source = [.. Enumerable.Range(0, 48_000 * 4).Select(i => (float)Math.Sin(2 * Math.PI * 13_000 * i / 48_000))];
        float[] actual = Decoding.Decoder().Mono(Media.Wav(48_000, 1, source));
        Assert.All(actual[2_000..^2_000], v => Assert.InRange(v, -3e-6f, 3e-6f));
    }

    [Fact]
    public void At_22050_hz_nothing_is_touched()
    {
        float[] source = Media.Noise(5 * Rate, seed: 7);
        Assert.Equal(source, Decoding.Decoder().Mono(Media.Wav(Rate, 1, source)));
    }

    [Fact]
    public void Stereo_is_the_mean()
    {
        float[] source = Media.Noise(2 * ((5 * Rate) + 3), seed: 8); // an odd number of frames: the vector loop has a rest
        float[] expected = [.. Enumerable.Range(0, source.Length / 2).Select(i => (source[2 * i] + source[(2 * i) + 1]) / 2)];
        Assert.Equal(expected, Decoding.Decoder().Mono(Media.Wav(Rate, 2, source)));
    }

    [Fact]
    public void It_does_not_depend_on_how_much_is_read_at_a_time()
    {
        foreach (int rate in new[] { 8_000, 22_050, 44_100, 48_000 })
        {
            string path = Media.Wav(rate, 2, Media.Noise(2 * ((3 * rate) + 17), seed: rate));
            float[] expected = Decoding.Decoder().Mono(path, 1_000_000);
            Gen.Int[1, 50_000].Sample(chunk => Assert.Equal(expected, Decoding.Decoder().Mono(path, chunk)), iter: 12, seed: "0000KOIKsfE0", threads: 1);
            Assert.Equal(expected, Decoding.Decoder().Mono(path, 1));
        }
    }
}
