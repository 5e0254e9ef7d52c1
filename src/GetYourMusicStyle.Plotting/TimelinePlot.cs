using System.Globalization;
using GetYourMusicStyle.Scoring.Tracks;
using SkiaSharp;

namespace GetYourMusicStyle.Plotting;

/// <summary>
/// The picture of one track: how its genres move over time as stacked areas, with gaps where it is silent, the mix of the whole track
/// as a bar below, and every genre with its colour and share. Texts are drawn as they are. Thread-safe.
/// </summary>
/// <exception cref="FontMissingException">The font is not installed.</exception>
public sealed class TimelinePlot(IReadOnlyList<string> genres)
{
    private const int Width = 1200;
    private const int LegendRow = 26;
    private static readonly SKColor Ink = new(0x22, 0x26, 0x2C);
    private static readonly SKColor Faint = new(0x6B, 0x73, 0x80);
    private static readonly SKColor Grid = new(0xE3, 0xE6, 0xEA);

    private readonly PlotFont _font = PlotFont.Load();

    /// <summary>Writes the picture of a scored track as PNG.</summary>
    /// <param name="title">What the track is called.</param>
    /// <param name="durationSeconds">How long it is; above 0.</param>
    public void Write(Stream stream, string title, double durationSeconds, TrackVerdict verdict)
    {
        int height = Math.Max(560, 150 + LegendRow * genres.Count);
        using var surface = SKSurface.Create(new SKImageInfo(Width, height));
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        var area = new SKRect(70, 104, 900, height - 128);
        Title(canvas, title, durationSeconds, verdict);
        Axes(canvas, area, durationSeconds);
        StackedAreas.Draw(canvas, area, verdict.Windows, durationSeconds);
        if (verdict.Probabilities is { } mix)
        {
            Mix(canvas, new SKRect(area.Left, height - 66, area.Right, height - 30), mix);
            Legend(canvas, mix, area.Top);
        }
        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        png.SaveTo(stream);
    }

    private void Title(SKCanvas canvas, string title, double duration, TrackVerdict verdict)
    {
        string what = verdict.Genre is null
            ? "silent from beginning to end"
            : string.Create(CultureInfo.InvariantCulture, $"{verdict.Genre}, {verdict.Confidence * 100:0}% sure{(verdict.Uncertain ? " (uncertain)" : "")}");
        _font.Draw(canvas, title, 70, 42, 22, Ink, bold: true, maxWidth: Width - 100);
        _font.Draw(canvas, $"{what}, {Clock(duration)} long", 70, 72, 16, Faint, maxWidth: Width - 100);
    }

    private void Axes(SKCanvas canvas, SKRect area, double duration)
    {
        using var line = new SKPaint { Color = Grid, StrokeWidth = 1, IsAntialias = true };
        foreach (int percent in new[] { 0, 25, 50, 75, 100 })
        {
            float y = area.Bottom - area.Height * percent / 100;
            canvas.DrawLine(area.Left, y, area.Right, y, line);
            _font.Draw(canvas, $"{percent}%", area.Left - 10, y + 5, 13, Faint, align: SKTextAlign.Right);
        }
        double step = TickStep(duration);
        for (double at = 0; at <= duration; at += step)
        {
            float x = StackedAreas.X(area, at, duration);
            canvas.DrawLine(x, area.Bottom, x, area.Bottom + 6, line);
            _font.Draw(canvas, Clock(at), x, area.Bottom + 22, 13, Faint, align: SKTextAlign.Center);
        }
    }

    private void Mix(SKCanvas canvas, SKRect bar, IReadOnlyList<double> mix)
    {
        _font.Draw(canvas, "the whole track", bar.Left, bar.Top - 9, 13, Faint);
        float left = bar.Left;
        for (int g = 0; g < mix.Count; g++)
        {
            float right = left + (float)(bar.Width * mix[g]);
            using var fill = new SKPaint { Color = StackedAreas.Color(g) };
            canvas.DrawRect(new SKRect(left, bar.Top, right, bar.Bottom), fill);
            float room = right - left - 12;
            if (_font.Measure(genres[g], 14) <= room)
                _font.Draw(canvas, genres[g], left + 6, bar.MidY + 5, 14, Contrast(StackedAreas.Color(g)));
            left = right;
        }
    }

    // From top to bottom as the areas lie.
    private void Legend(SKCanvas canvas, IReadOnlyList<double> mix, float top)
    {
        int likeliest = Array.IndexOf([.. mix], mix.Max());
        for (int row = 0; row < genres.Count; row++)
        {
            int g = genres.Count - 1 - row;
            float y = top + row * LegendRow;
            using var fill = new SKPaint { Color = StackedAreas.Color(g) };
            canvas.DrawRect(new SKRect(936, y, 954, y + 18), fill);
            _font.Draw(canvas, genres[g], 964, y + 14, 15, Ink, bold: g == likeliest, maxWidth: 150);
            _font.Draw(canvas, string.Create(CultureInfo.InvariantCulture, $"{mix[g] * 100:0}%"), Width - 30, y + 14, 15, Faint, bold: g == likeliest, align: SKTextAlign.Right);
        }
    }

    private static double TickStep(double duration) =>
        new double[] { 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600 }.FirstOrDefault(step => duration / step <= 10, Math.Ceiling(duration / 36_000) * 3600);

    private static string Clock(double seconds)
    {
        int whole = (int)Math.Round(seconds);
        return whole >= 3600 ? $"{whole / 3600}:{whole / 60 % 60:00}:{whole % 60:00}" : $"{whole / 60}:{whole % 60:00}";
    }

    private static SKColor Contrast(SKColor color) =>
        0.299 * color.Red + 0.587 * color.Green + 0.114 * color.Blue > 140 ? Ink : SKColors.White;
}
