using SkiaSharp;

namespace GetYourMusicStyle.Features.Tests;

/// <summary>The strip of a track shows every window at its time.</summary>
public sealed class SpectrogramStripTests
{
    private static readonly SKColor Nothing = new(60, 56, 140, 0);
    private static readonly SKColor Loudest = new(250, 170, 60);

    [Fact]
    public void Every_window_lies_at_its_time_and_a_silent_one_leaves_a_gap()
    {
        var strip = new SpectrogramStrip(18, 180);
        strip.Add(new(0, 6, false), 6, Row(10), 0);
        strip.Add(new(6, 12, true), 12, Row(10), 0);
        strip.Add(new(12, 18, false), 18, Row(80), 0);
        using var picture = Draw(strip);
        Assert.Equal((180, 100), (picture.Width, picture.Height));
        for (int x = 0; x < 180; x++)
        {
            Assert.Equal(x < 60 ? Loudest : Nothing, picture.GetPixel(x, 10));
            Assert.Equal(x >= 120 ? Loudest : Nothing, picture.GetPixel(x, 80));
        }
    }

    [Fact]
    public void Columns_lie_in_the_order_of_time()
    {
        float[] values = [.. Enumerable.Range(0, 10_000).Select(i => i % 100 == 25 ? 0f : -80)];
        var strip = new SpectrogramStrip(6, 1000);
        strip.Add(new(0, 6, false), 6, values, 0);
        using var picture = Draw(strip);
        for (int x = 0; x < 1000; x++)
            Assert.Equal(x is >= 250 and < 260 ? Loudest : Nothing, picture.GetPixel(x, 50));
    }

    [Fact]
    public void Where_windows_overlap_the_next_begins_at_its_start()
    {
        var strip = new SpectrogramStrip(9, 90);
        strip.Add(new(0, 6, false), 3, Row(10), 0);
        strip.Add(new(3, 9, false), 9, Row(80), 0);
        using var picture = Draw(strip);
        for (int x = 0; x < 90; x++)
        {
            Assert.Equal(x < 30, picture.GetPixel(x, 10) == Loudest);
            Assert.Equal(x >= 30, picture.GetPixel(x, 80) == Loudest);
        }
    }

    [Fact]
    public void Many_windows_in_one_pixel_show_their_mean()
    {
        const int Windows = 6000;
        var strip = new SpectrogramStrip(6.0 * Windows, 100);
        for (int n = 0; n < Windows; n++)
            strip.Add(new(6.0 * n, 6.0 * (n + 1), false), 6.0 * (n + 1), n % 4 == 0 ? Row(10) : Row(20), 0);
        using var picture = Draw(strip);
        for (int x = 0; x < 100; x++)
        {
            Assert.Equal(Even(-60), picture.GetPixel(x, 10));
            Assert.Equal(Even(-20), picture.GetPixel(x, 20));
        }

        static SKColor Even(float decibels)
        {
            var even = new SpectrogramStrip(6, 100);
            even.Add(new(0, 6, false), 6, [.. Enumerable.Repeat(decibels, 10_000)], 0);
            using var picture = Draw(even);
            return picture.GetPixel(50, 50);
        }
    }

    [Fact]
    public void A_quieter_window_comes_down_by_its_level()
    {
        var quiet = new SpectrogramStrip(6, 100);
        quiet.Add(new(0, 6, false), 6, Row(50), -30);
        var plain = new SpectrogramStrip(6, 100);
        plain.Add(new(0, 6, false), 6, [.. Enumerable.Repeat(-30f, 10_000)], 0);
        using SKBitmap a = Draw(quiet), b = Draw(plain);
        Assert.Equal(b.GetPixel(50, 50), a.GetPixel(50, 50));
        Assert.Equal(Nothing, a.GetPixel(50, 49));
    }

    // 0 dB in one row, the floor everywhere else.
    private static float[] Row(int row) => [.. Enumerable.Range(0, 10_000).Select(i => i / 100 == row ? 0f : -80)];

    private static SKBitmap Draw(SpectrogramStrip strip)
    {
        using var stream = new MemoryStream();
        strip.WritePng(stream);
        using var data = SKData.CreateCopy(stream.ToArray());
        using var codec = SKCodec.Create(data);
        return SKBitmap.Decode(codec, codec.Info.WithAlphaType(SKAlphaType.Unpremul));
    }
}
