using GetYourMusicStyle.Analysis.Formats;

namespace GetYourMusicStyle.Analysis.Tests.Formats;

public class SpectrogramCodecTests
{
    [Fact]
    public void Values_come_back_within_a_thousandth_of_a_decibel()
    {
        float[] decibels = [.. Enumerable.Range(0, SpectrogramCodec.WindowValues).Select(i => -80f * i / (SpectrogramCodec.WindowValues - 1))];
        float[] read = Through(decibels);
        Assert.All(decibels.Zip(read), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
        Assert.Equal((0f, -80f), (read[0], read[^1]));
    }

    [Fact]
    public void Values_outside_the_range_are_clamped()
    {
        float[] decibels = new float[SpectrogramCodec.WindowValues];
        (decibels[0], decibels[1]) = (3, -99);
        Assert.Equal([0f, -80f], Through(decibels)[..2]);
    }

    [Fact]
    public void Other_lengths_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SpectrogramCodec.Encode(new float[99], new byte[SpectrogramCodec.WindowBytes]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SpectrogramCodec.Decode(new byte[99], new float[SpectrogramCodec.WindowValues]));
    }

    private static float[] Through(float[] decibels)
    {
        byte[] bytes = new byte[SpectrogramCodec.WindowBytes];
        SpectrogramCodec.Encode(decibels, bytes);
        float[] read = new float[SpectrogramCodec.WindowValues];
        SpectrogramCodec.Decode(bytes, read);
        return read;
    }
}
