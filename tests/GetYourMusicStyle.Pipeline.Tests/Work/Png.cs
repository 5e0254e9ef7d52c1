using SkiaSharp;

namespace GetYourMusicStyle.Pipeline.Tests.Work;

internal static class Png
{
    /// <summary>The grey levels of a 100x100 PNG.</summary>
    public static byte[] Pixels(byte[] png)
    {
        using var bitmap = SKBitmap.Decode(png);
        Assert.Equal((100, 100), (bitmap.Width, bitmap.Height));
        return [.. bitmap.Pixels.Select(pixel => pixel.Red)];
    }
}
