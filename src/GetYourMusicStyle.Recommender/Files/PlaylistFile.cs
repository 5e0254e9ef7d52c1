namespace GetYourMusicStyle.Recommender.Files;

/// <summary>Writes playlists as files that players and music servers open.</summary>
public static class PlaylistFile
{
    /// <summary>
    /// Writes a playlist, in UTF-8 without byte order mark. The same entries give the same bytes. In titles and names, control characters become
    /// spaces; what XML or M3U cannot hold never gets into them.
    /// </summary>
    /// <param name="output">Stays open.</param>
    /// <param name="title">The name of the playlist.</param>
    /// <param name="prefix">
    /// What to put before the paths: a folder (<c>/music</c>, <c>D:\Music</c>, <c>..</c>), or an address (<c>http://nas/music</c>), after which the
    /// paths are percent-encoded in every format. Null or empty leaves them relative.
    /// </param>
    /// <returns>The entries left out: M3U8 has no way to write a path with a line break, the other two lose none.</returns>
    public static IReadOnlyList<PlaylistEntry> Write(
        Stream output, PlaylistFormat format, string title, IReadOnlyList<PlaylistEntry> entries, string? prefix)
    {
        var locations = new Locations(prefix);
        string name = OneLine.Of(title) ?? "";
        switch (format)
        {
            case PlaylistFormat.M3u8:
                return M3u8File.Write(output, name, entries, locations);
            case PlaylistFormat.Xspf:
                XspfFile.Write(output, name, entries, locations);
                return [];
            case PlaylistFormat.Jspf:
                JspfFile.Write(output, name, entries, locations);
                return [];
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "There is no such kind of playlist file.");
        }
    }
}
