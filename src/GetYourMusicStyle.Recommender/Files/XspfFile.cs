using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace GetYourMusicStyle.Recommender.Files;

/// <summary>XSPF version 1, as https://xspf.org/spec has it.</summary>
internal static partial class XspfFile
{
    /// <summary>XSPF has no genre of its own; a <c>meta</c> names what it holds by a URI.</summary>
    public const string GenreRel = "https://schema.org/genre";

    public const string Creator = "GetYourMusicStyle";

    private const string Namespace = "http://xspf.org/ns/0/";

    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(false),
        Indent = true,
        NewLineChars = "\n",
        CloseOutput = false,
    };

    public static void Write(Stream output, string title, IReadOnlyList<PlaylistEntry> entries, Locations locations)
    {
        using var xml = XmlWriter.Create(output, Settings);
        xml.WriteStartDocument();
        xml.WriteStartElement("playlist", Namespace);
        xml.WriteAttributeString("version", "1");
        Write(xml, "title", title.Length > 0 ? title : null);
        Write(xml, "creator", Creator);
        xml.WriteStartElement("trackList", Namespace);
        foreach (var entry in entries)
            Write(xml, entry, locations);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndDocument();
    }

    /// <summary>Whole milliseconds; null is unknown.</summary>
    public static long? Milliseconds(PlaylistEntry entry) =>
        entry.HasDuration ? (long)Math.Round(entry.DurationSeconds!.Value * 1000, MidpointRounding.AwayFromZero) : null;

    /// <summary>The identifier, if it is a URI; one that is none would make the file invalid.</summary>
    public static string? Identifier(PlaylistEntry entry) =>
        entry.Identifier is { } text && AbsoluteUri().IsMatch(text) ? text : null;

    private static void Write(XmlWriter xml, PlaylistEntry entry, Locations locations)
    {
        xml.WriteStartElement("track", Namespace);
        Write(xml, "location", locations.UriOf(entry));
        Write(xml, "identifier", Identifier(entry));
        Write(xml, "title", OneLine.Of(entry.Title));
        Write(xml, "creator", OneLine.Of(entry.Artist));
        Write(xml, "album", OneLine.Of(entry.Album));
        Write(xml, "duration", Milliseconds(entry)?.ToString(CultureInfo.InvariantCulture));
        if (OneLine.Of(entry.Genre) is { } genre)
        {
            xml.WriteStartElement("meta", Namespace);
            xml.WriteAttributeString("rel", GenreRel);
            xml.WriteString(genre);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, string name, string? value)
    {
        if (value is not null)
            xml.WriteElementString(name, Namespace, value);
    }

    // RFC 3986, strictly: .NET takes letters beyond ASCII too.
    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9+.\-]*:(?:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+\z")]
    private static partial Regex AbsoluteUri();
}
