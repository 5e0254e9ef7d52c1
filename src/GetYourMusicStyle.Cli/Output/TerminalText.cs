using System.Globalization;
using System.Text;

namespace GetYourMusicStyle.Cli.Output;

/// <summary>File names and tags may hold anything; a terminal obeys some of it.</summary>
internal static class TerminalText
{
    /// <summary>The text on one line, with control characters and those that reorder text written as escapes (<c>\x1b</c>).</summary>
    public static string Safe(string text)
    {
        if (!text.Any(IsUnsafe))
            return text;
        var safe = new StringBuilder(text.Length + 16);
        foreach (char c in text)
        {
            if (!IsUnsafe(c))
                safe.Append(c);
            else
                safe.Append(CultureInfo.InvariantCulture, $"{(c < 0x100 ? @"\x" : @"\u")}{(int)c:x2}");
        }
        return safe.ToString();
    }

    private static bool IsUnsafe(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
