using System.Text;

namespace GetYourMusicStyle.Audio.Tags;

/// <summary>
/// What a file says about itself; null where it says nothing. Texts of strangers, made harmless to store: trimmed, without control
/// characters, at most <see cref="LongestText"/> UTF-16 units, valid Unicode. Not markup, not file names.
/// </summary>
public sealed record TrackTags(string? Title, string? Artist, string? Album, string? Genre)
{
    /// <summary>The longest text kept; the rest is cut off.</summary>
    public const int LongestText = 500;

    private const int LongestBytes = 8 * LongestText;   // read of a text: control characters and white space are dropped after

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A file that says nothing.</summary>
    public static TrackTags None { get; } = new(null, null, null, null);

    /// <summary>A text as it may be stored, or null if nothing is left: UTF-8 or, where it is not valid UTF-8, Latin-1.</summary>
    internal static string? Clean(ReadOnlySpan<byte> text)
    {
        if (text.Length > LongestBytes)
            text = text[..CharacterStart(text, LongestBytes)];
        string decoded;
        try
        {
            decoded = Utf8.GetString(text);
        }
        catch (DecoderFallbackException)
        {
            decoded = Encoding.Latin1.GetString(text);
        }
        string kept = string.Concat(decoded.EnumerateRunes().Where(rune => !IsControl(rune))).Trim();
        if (kept.Length > LongestText)
            kept = kept[..(char.IsHighSurrogate(kept[LongestText - 1]) ? LongestText - 1 : LongestText)].TrimEnd();
        return kept.Length == 0 ? null : kept;
    }

    // Of UTF-8, where a character goes on in bytes that begin with the bits 10.
    private static int CharacterStart(ReadOnlySpan<byte> text, int position)
    {
        for (int back = 0; back < 4; back++)
        {
            if ((text[position - back] & 0xC0) != 0x80)
                return position - back;
        }
        return position;
    }

    // Also those that turn the direction of writing, which make a text look like another.
    private static bool IsControl(Rune rune) =>
        Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFEFF or 0xFFFE or 0xFFFF;
}
