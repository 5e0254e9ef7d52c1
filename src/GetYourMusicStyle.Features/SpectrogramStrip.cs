using SkiaSharp;

namespace GetYourMusicStyle.Features;

/// <summary>
/// The log spectrograms of a whole track side by side as one picture, 100 pixels high, that lies along a time axis: what a pixel shows is the
/// mean over its time of what the windows have there. It takes the windows one by one and keeps 408 bytes a column, however many come.
/// The quiet is transparent, the loud red to amber, so that it can lie on white and on black.
/// </summary>
/// <param name="durationSeconds">Time that the picture spans, above 0.</param>
/// <param name="width">Pixels in a row, above 0.</param>
public sealed class SpectrogramStrip(double durationSeconds, int width)
{
    private const int Rows = WindowAnalyzer.SpectrogramSize;
    private const float Floor = -SpectrogramScale.RangeDb;

    // Share of the range from the floor to 0 dB, colour, opacity; straight lines between.
    private static readonly (float At, SKColor Color)[] Scale =
    [
        (0, new SKColor(60, 56, 140, 0)), (0.35f, new SKColor(60, 56, 140, 140)), (0.6f, new SKColor(160, 50, 140, 230)),
        (0.8f, new SKColor(225, 80, 80)), (1, new SKColor(250, 170, 60)),
    ];

    private static readonly SKColor[] Colors = [.. Enumerable.Range(0, 256).Select(i => Mixed(i / 255f))];

    private readonly float[] _sums = new float[Positive(width) * Rows];     // a column after another
    private readonly double[] _weights = new double[width];

    /// <summary>Adds a window. A silent one leaves its time empty.</summary>
    /// <param name="window">Where it lies.</param>
    /// <param name="untilSeconds">Up to where it is shown: the start of the next window where they overlap, otherwise its own end.</param>
    /// <param name="decibels">100x100 values in dB from its own maximum, row 0 the highest frequency; values outside -80 to 0 are clamped.</param>
    /// <param name="levelDecibels">How loud the window is against the loudest of the track, at most 0: its values come down by as much.</param>
    public void Add(WindowSpan window, double untilSeconds, ReadOnlySpan<float> decibels, float levelDecibels)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(decibels.Length, Rows * Rows);
        if (window.Silent)
            return;
        double scale = width / durationSeconds;
        for (int source = 0; source < Rows; source++)
        {
            double from = Math.Max(0, (window.StartSeconds + (window.Length * source / Rows)) * scale);
            double to = Math.Min(width, Math.Min(untilSeconds, window.StartSeconds + (window.Length * (source + 1) / Rows)) * scale);
            for (int x = (int)from; x < to; x++)
            {
                double share = Math.Min(to, x + 1) - Math.Max(from, x);
                if (share > 0)
                    AddColumn(x, decibels[source..], levelDecibels, (float)share);
            }
        }
    }

    /// <summary>Writes the picture of what was added as PNG; the same windows give the same bytes.</summary>
    public void WritePng(Stream stream)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, Rows, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        Span<byte> pixels = bitmap.GetPixelSpan();
        for (int x = 0; x < width; x++)
        {
            for (int row = 0; row < Rows; row++)
            {
                float share = _weights[x] > 0 ? Math.Clamp(1 - (_sums[(x * Rows) + row] / (float)_weights[x] / Floor), 0, 1) : 0;
                var color = Colors[(int)MathF.Round(share * 255)];
                int at = (row * bitmap.RowBytes) + (4 * x);
                (pixels[at], pixels[at + 1], pixels[at + 2], pixels[at + 3]) = (color.Red, color.Green, color.Blue, color.Alpha);
            }
        }
        using SKPixmap pixmap = bitmap.PeekPixels();
        using SKData encoded = pixmap.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.Sub, 4))
            ?? throw new InvalidOperationException("The PNG encoder gave nothing.");
        encoded.SaveTo(stream);
    }

    // The values of one source column lie 100 apart.
    private void AddColumn(int x, ReadOnlySpan<float> decibels, float level, float share)
    {
        Span<float> sums = _sums.AsSpan(x * Rows, Rows);
        for (int row = 0; row < Rows; row++)
            sums[row] += share * Math.Clamp(decibels[row * Rows] + level, Floor, 0);
        _weights[x] += share;
    }

    private static SKColor Mixed(float at)
    {
        int above = Array.FindIndex(Scale, 1, stop => stop.At >= at);
        var ((low, a), (high, b)) = (Scale[above - 1], Scale[above]);
        float share = (at - low) / (high - low);
        return new SKColor(Between(a.Red, b.Red), Between(a.Green, b.Green), Between(a.Blue, b.Blue), Between(a.Alpha, b.Alpha));

        byte Between(byte from, byte to) => (byte)MathF.Round(from + (share * (to - from)));
    }

    private static int Positive(int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        return width;
    }
}
