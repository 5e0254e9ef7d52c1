using System.Text;

namespace GetYourMusicStyle.Catalog.Data;

/// <summary>Makes text of unknown origin fit for a database: no NUL, no half surrogates, not endless.</summary>
internal static class UntrustedText
{
    private const int MaxLength = 2000;

    /// <summary>The text without what PostgreSQL rejects, at most 2,000 characters.</summary>
    public static string? Clean(this string? text)
    {
        if (text is null)
            return null;
        StringBuilder clean = new(Math.Min(text.Length, MaxLength));
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > MaxLength)
                break;
            if (rune.Value != 0)
                clean.Append(rune.ToString());
        }

        return clean.ToString();
    }
}
