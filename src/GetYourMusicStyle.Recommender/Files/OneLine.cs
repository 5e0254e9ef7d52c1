using System.Globalization;
using System.Text;

namespace GetYourMusicStyle.Recommender.Files;

/// <summary>Untrusted text for one line of a file.</summary>
internal static class OneLine
{
    /// <summary>Characters kept of a text.</summary>
    private const int Longest = 1000;

    /// <summary>
    /// The text with spaces for line breaks and control characters, without broken characters and those that XML has no place for; null if nothing
    /// is left.
    /// </summary>
    public static string? Of(string? text)
    {
        if (text is null)
            return null;
        var line = new StringBuilder(Math.Min(text.Length, Longest));
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length + rune.Utf16SequenceLength > Longest)
                break;
            if (rune.Value is 0xFFFD or 0xFFFE or 0xFFFF)
                continue;       // U+FFFD also stands for half a surrogate pair
            bool breaks = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            line.Append(breaks ? " " : rune.ToString());
        }
        string clean = line.ToString().Trim();
        return clean.Length == 0 ? null : clean;
    }
}
