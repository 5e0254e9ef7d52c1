using SkiaSharp;

namespace GetYourMusicStyle.Features.Tests;

/// <summary>The PNG of a log spectrogram shows its decibels.</summary>
public sealed class SpectrogramPngTests
{
    [Fact]
    public void Every_pixel_is_the_grey_of_its_decibels()
    {
        float[] decibels = [.. Enumerable.Range(0, 10_000).Select(i => -80f * i / 9_999)];
        using var stream = new MemoryStream();
        SpectrogramPng.Write(stream, decibels);
        using SKBitmap picture = SKBitmap.Decode(stream.ToArray());
        Assert.Equal((100, 100), (picture.Width, picture.Height));
        for (int i = 0; i < decibels.Length; i++)
            Assert.Equal((byte)MathF.Round((decibels[i] + 80) / 80 * 255), picture.GetPixel(i % 100, i / 100).Red);
    }

    [Fact]
    public void The_same_picture_gives_the_same_bytes()
    {
        var decibels = new float[10_000];
        using MemoryStream a = new(), b = new();
        SpectrogramPng.Write(a, decibels);
        SpectrogramPng.Write(b, decibels);
        Assert.Equal(a.ToArray(), b.ToArray());
    }
}
