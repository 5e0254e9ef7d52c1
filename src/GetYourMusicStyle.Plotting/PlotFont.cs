using SkiaSharp;

namespace GetYourMusicStyle.Plotting;

/// <summary>Text in pictures, set in DejaVu Sans read from its file, since Skia is built without a font system here.</summary>
internal sealed class PlotFont
{
    private const string Folder = "/usr/share/fonts/truetype/dejavu";
    private readonly SKTypeface _regular, _bold;

    private PlotFont(SKTypeface regular, SKTypeface bold) => (_regular, _bold) = (regular, bold);

    /// <exception cref="FontMissingException">The font is not installed.</exception>
    public static PlotFont Load() => new(Face("DejaVuSans.ttf"), Face("DejaVuSans-Bold.ttf"));

    /// <summary>Draws one line of text with its baseline at y, cut with an ellipsis where it would be wider than allowed.</summary>
    public void Draw(
        SKCanvas canvas, string text, float x, float y, float size, SKColor color,
        bool bold = false, SKTextAlign align = SKTextAlign.Left, float maxWidth = float.MaxValue)
    {
        using var font = Font(size, bold);
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        canvas.DrawText(Fit(text, font, maxWidth), x, y, align, font, paint);
    }

    /// <summary>The width of a line of text in pixels.</summary>
    public float Measure(string text, float size)
    {
        using var font = Font(size, bold: false);
        return font.MeasureText(text);
    }

    private SKFont Font(float size, bool bold) => new(bold ? _bold : _regular, size) { Edging = SKFontEdging.Antialias };

    private static string Fit(string text, SKFont font, float maxWidth)
    {
        if (font.MeasureText(text) <= maxWidth)
            return text;
        int length = text.Length;
        while (length > 0 && font.MeasureText($"{text[..length]}…") > maxWidth)
            length--;
        return $"{text[..length]}…";
    }

    private static SKTypeface Face(string name) =>
        SKTypeface.FromFile(Path.Combine(Folder, name))
        ?? throw new FontMissingException($"pictures need the font {name} in {Folder}: install fonts-dejavu-core");
}
