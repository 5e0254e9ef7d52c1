using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace GetYourMusicStyle.Recommender.Files;

/// <summary>JSPF: the fields of XSPF as JSON, as https://xspf.org/jspf shows them; locations and identifiers are arrays.</summary>
internal static class JspfFile
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static void Write(Stream output, string title, IReadOnlyList<PlaylistEntry> entries, Locations locations)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteStartObject("playlist");
        Write(json, "title", title.Length > 0 ? title : null);
        Write(json, "creator", XspfFile.Creator);
        json.WriteStartArray("track");
        foreach (var entry in entries)
            Write(json, entry, locations);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PlaylistEntry entry, Locations locations)
    {
        json.WriteStartObject();
        WriteList(json, "location", locations.UriOf(entry));
        WriteList(json, "identifier", XspfFile.Identifier(entry));
        Write(json, "title", OneLine.Of(entry.Title));
        Write(json, "creator", OneLine.Of(entry.Artist));
        Write(json, "album", OneLine.Of(entry.Album));
        if (XspfFile.Milliseconds(entry) is { } duration)
            json.WriteNumber("duration", duration);
        if (OneLine.Of(entry.Genre) is { } genre)
        {
            json.WriteStartArray("meta");
            json.WriteStartObject();
            json.WriteString(XspfFile.GenreRel, genre);
            json.WriteEndObject();
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static void WriteList(Utf8JsonWriter json, string name, string? value)
    {
        if (value is null)
            return;
        json.WriteStartArray(name);
        json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
