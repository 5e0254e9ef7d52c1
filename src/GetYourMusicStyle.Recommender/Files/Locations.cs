namespace GetYourMusicStyle.Recommender.Files;

/// <summary>Where tracks are, as a player is told: a path for M3U8, a URI reference (RFC 3986) for XSPF and JSPF.</summary>
internal sealed class Locations
{
    private readonly string _folder;
    private readonly string? _address;

    /// <param name="prefix">A folder or an address to put before every path, or nothing.</param>
    public Locations(string? prefix)
    {
        // "//" in an address is what tells it from a path: C:/Music has a scheme, as far as .NET can see.
        if (prefix is not null && prefix.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(prefix, UriKind.Absolute, out var address))
            _address = AddressOf(address);
        _folder = string.IsNullOrEmpty(prefix) ? "" : Ended(prefix.Replace('\\', '/'));
    }

    /// <summary>The path of an entry as it is on the disk, with forward slashes.</summary>
    public string PathOf(PlaylistEntry entry) => _address is null ? _folder + entry.Path : UriOf(entry);

    /// <summary>The URI of an entry: relative, unless the prefix is an address or a folder from the root.</summary>
    public string UriOf(PlaylistEntry entry)
    {
        if (_address is not null)
            return _address + Encoded(entry.Path);
        if (_folder.StartsWith("//", StringComparison.Ordinal))
            return "file:" + Encoded(_folder + entry.Path);             // //host/share
        if (_folder.StartsWith('/'))
            return "file://" + Encoded(_folder + entry.Path);
        if (_folder is [var drive, ':', '/', ..] && char.IsAsciiLetter(drive))
            return $"file:///{drive}:{Encoded(_folder[2..] + entry.Path)}";
        return Encoded(_folder + entry.Path);
    }

    // Null where the host is a name that no computer can have: .NET leaves some as they are, and tells others by an error.
    private static string? AddressOf(Uri prefix)
    {
        try
        {
            string ended = Ended(new UriBuilder(prefix) { Host = prefix.IdnHost }.Uri.GetLeftPart(UriPartial.Path));
            return ended.All(char.IsAscii) ? ended : null;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }

    // Colons too, so that no first step looks like a scheme.
    private static string Encoded(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static string Ended(string prefix) => prefix.EndsWith('/') ? prefix : prefix + "/";
}
