namespace GetYourMusicStyle.Plotting;

/// <summary>One colour a genre, by its place in the manifest, the same in every table and picture.</summary>
public static class GenreColors
{
    // Told apart by hue and by lightness in turn, and legible on white and on black.
    private static readonly (byte R, byte G, byte B)[] Palette =
    [
        (0x1F, 0x5F, 0xBF), (0xE8, 0x9C, 0x1F), (0x2E, 0x9E, 0x5B), (0xD1, 0x3B, 0x3B), (0x8A, 0x63, 0xD2), (0x8C, 0x5A, 0x3C), (0xE8, 0x7F, 0xC3),
        (0x7D, 0x86, 0x91), (0xB9, 0xC4, 0x2B), (0x35, 0xBD, 0xD6), (0xF2, 0xC1, 0x9B), (0x9F, 0xD8, 0xA4), (0x86, 0x1F, 0x66), (0xA9, 0xC6, 0xF0),
    ];

    /// <summary>The colour of a genre, by its place from 0.</summary>
    public static (byte R, byte G, byte B) Of(int genre)
    {
        if (genre < Palette.Length)
            return Palette[genre];
        // Further genres walk round the colour circle by the golden angle.
        double hue = (genre - Palette.Length) * 137.508 % 360;
        return (Channel(hue, 0), Channel(hue, 8), Channel(hue, 4));
    }

    private static byte Channel(double hue, int n)
    {
        double k = (n + hue / 30) % 12;
        return (byte)Math.Round(255 * (0.5 - 0.3 * Math.Clamp(Math.Min(k - 3, 9 - k), -1, 1)));
    }
}
