namespace GetYourMusicStyle.Recommender.Files;

/// <summary>The kinds of playlist files.</summary>
public enum PlaylistFormat
{
    /// <summary>Extended M3U in UTF-8: what most players and servers take.</summary>
    M3u8,

    /// <summary>XSPF version 1 (https://xspf.org/spec), XML.</summary>
    Xspf,

    /// <summary>JSPF (https://xspf.org/jspf), XSPF as JSON.</summary>
    Jspf,
}

/// <summary>What goes with a kind of playlist file.</summary>
public static class PlaylistFormats
{
    /// <summary>The media type, such as <c>application/xspf+xml</c>.</summary>
    public static string MediaType(this PlaylistFormat format) => format switch
    {
        PlaylistFormat.Xspf => "application/xspf+xml",
        PlaylistFormat.Jspf => "application/jspf+json",
        _ => "audio/x-mpegurl",
    };

    /// <summary>The ending of a file name, such as <c>.xspf</c>.</summary>
    public static string Ending(this PlaylistFormat format) => format switch
    {
        PlaylistFormat.Xspf => ".xspf",
        PlaylistFormat.Jspf => ".jspf",
        _ => ".m3u8",
    };

    /// <summary>The kind that a file name or path asks for by its ending (<c>.m3u</c> is M3U8 too); null if it is none of them.</summary>
    public static PlaylistFormat? OfName(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".m3u8" or ".m3u" => PlaylistFormat.M3u8,
        ".xspf" => PlaylistFormat.Xspf,
        ".jspf" => PlaylistFormat.Jspf,
        _ => null,
    };
}
