using System.Text;

namespace GetYourMusicStyle.Api.Uploads;

/// <summary>Untrusted paths and names, made into data that is safe to keep and to show.</summary>
internal static class LibraryPath
{
    private const int MaxCharacters = 1000;
    private const int MaxBytes = 2000;      // of UTF-8: a database's index has room for so much
    private const string Unnamed = "unnamed";

    /// <summary>
    /// A path with forward slashes, without control characters, broken characters, empty steps, <c>.</c> and <c>..</c>; its end, if it is too long.
    /// </summary>
    public static string Of(string raw)
    {
        var steps = Text(raw).Replace('\\', '/').Split('/', StringSplitOptions.TrimEntries);
        string path = string.Join('/', steps.Where(step => step is not ("" or "." or "..")));
        return path.Length == 0 ? Unnamed : End(path);
    }

    /// <summary>Text without control characters; broken characters are replaced.</summary>
    public static string Text(string raw)
    {
        var text = new StringBuilder(raw.Length);
        foreach (var rune in raw.EnumerateRunes())
        {
            if (!Rune.IsControl(rune))
                text.Append(rune.ToString());
        }
        return text.ToString();
    }

    /// <summary>The last step of a path.</summary>
    public static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static string End(string path)
    {
        int start = Math.Max(0, path.Length - MaxCharacters);
        if (start > 0 && char.IsLowSurrogate(path[start]))
            start++;
        while (Encoding.UTF8.GetByteCount(path.AsSpan(start)) > MaxBytes)
            start += char.IsHighSurrogate(path[start]) ? 2 : 1;
        return path[start..].TrimStart('/');
    }
}
