using System.Globalization;
using System.Text;

namespace GetYourMusicStyle.Recommender.Files;

/// <summary>Extended M3U in UTF-8: a line of data and a path for every track.</summary>
internal static class M3u8File
{
    /// <summary>Writes the file; the result is what could not be written.</summary>
    public static IReadOnlyList<PlaylistEntry> Write(Stream output, string title, IReadOnlyList<PlaylistEntry> entries, Locations locations)
    {
        var left = new List<PlaylistEntry>();
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine("#EXTM3U");
        if (title.Length > 0)
            writer.WriteLine($"#PLAYLIST:{title}");
        foreach (var entry in entries)
        {
            string path = locations.PathOf(entry);
            if (path.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0)
            {
                left.Add(entry);
                continue;
            }
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"#EXTINF:{Seconds(entry)},{Label(entry)}"));
            if (OneLine.Of(entry.Album) is { } album)
                writer.WriteLine($"#EXTALB:{album}");
            if (OneLine.Of(entry.Genre) is { } genre)
                writer.WriteLine($"#EXTGENRE:{genre}");
            writer.WriteLine(Plain(path));
        }
        return left;
    }

    /// <summary>Whole seconds; -1 is unknown.</summary>
    private static long Seconds(PlaylistEntry entry) =>
        entry.HasDuration ? (long)Math.Round(entry.DurationSeconds!.Value, MidpointRounding.AwayFromZero) : -1;

    private static string Label(PlaylistEntry entry)
    {
        string title = OneLine.Of(entry.Title) ?? OneLine.Of(entry.Stem) ?? "";
        return OneLine.Of(entry.Artist) is { } artist ? $"{artist} - {title}" : title;
    }

    // A line that begins with # is no path, and space before one is often taken away.
    private static string Plain(string path) => path.Length > 0 && (path[0] == '#' || char.IsWhiteSpace(path[0])) ? "./" + path : path;
}
