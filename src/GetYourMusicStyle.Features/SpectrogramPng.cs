using SkiaSharp;

namespace GetYourMusicStyle.Features;

/// <summary>Log spectrograms as pictures: 100x100 pixels, 8-bit grey, black at -80 dB, white at the window's maximum.</summary>
public static class SpectrogramPng
{
    private const int Size = WindowAnalyzer.SpectrogramSize;

    /// <summary>Writes a PNG of 100x100 values in dB, row-major, row 0 on top; values outside -80 to 0 are clamped.</summary>
    public static void Write(Stream stream, ReadOnlySpan<float> decibels)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(decibels.Length, Size * Size);
        using var bitmap = new SKBitmap(new SKImageInfo(Size, Size, SKColorType.Gray8, SKAlphaType.Opaque));
        Span<byte> pixels = bitmap.GetPixelSpan();
        for (int row = 0; row < Size; row++)
            for (int column = 0; column < Size; column++)
                pixels[(row * bitmap.RowBytes) + column] = Grey(decibels[(row * Size) + column]);
        using SKPixmap pixmap = bitmap.PeekPixels();
        using SKData encoded = pixmap.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.Sub, 4))
            ?? throw new InvalidOperationException("The PNG encoder gave nothing.");
        encoded.SaveTo(stream);
    }

    private static byte Grey(float decibels) => (byte)MathF.Round(Math.Clamp(SpectrogramScale.Normalize(decibels), 0, 1) * 255);
}
