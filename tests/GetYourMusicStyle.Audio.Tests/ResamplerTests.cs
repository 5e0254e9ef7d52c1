using GetYourMusicStyle.Audio.Resampling;

namespace GetYourMusicStyle.Audio.Tests;

/// <summary>A window at another rate, against tones whose samples there are known in closed form.</summary>
public sealed class ResamplerTests
{
    [Theory]
    [InlineData(8_000)]
    [InlineData(11_025)]
    [InlineData(16_000)]
    public void Tones_arrive_at_their_exact_values_each_time(int rate)
    {
        var resampler = new Resampler(rate);
        foreach (int samples in new[] { 132_300, 66_151, 132_300 })
        {
            double[] tones = [97, 440, 1_234.5, 2_000];
            float Value(double t) => (float)(tones.Select((f, i) => Math.Sin((2 * Math.PI * f * t) + i)).Sum() / 8);
            float[] source = [.. Enumerable.Range(0, samples).Select(i => Value((double)i / MonoStream.SampleRate))];
            var actual = resampler.Resample(source);
            Assert.Equal((int)Math.Ceiling(samples * ((double)rate / MonoStream.SampleRate)), actual.Length);
            for (int i = 1_000; i < actual.Length - 1_000; i++)
                Assert.Equal(Value((double)i / rate), actual[i], 3e-6f);
        }
    }

    [Fact]
    public void At_22050_hz_nothing_is_touched()
    {
        float[] source = [0.1f, -0.2f, 0.3f];
        Assert.Equal(source, new Resampler(MonoStream.SampleRate).Resample(source));
    }
}
