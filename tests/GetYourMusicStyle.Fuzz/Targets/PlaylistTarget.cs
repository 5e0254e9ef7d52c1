using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Xml;
using GetYourMusicStyle.Recommender.Files;

namespace GetYourMusicStyle.Fuzz.Targets;

/// <summary>Playlists of names and paths that may be anything, half surrogates too, read back as players read them.</summary>
internal sealed class PlaylistTarget : FuzzTarget
{
    private const char Separator = '\u001F';

    public override IReadOnlyList<byte[]> Words => [.. Pieces.Select(Encoding.Unicode.GetBytes)];

    public override string Name => "playlist";

    public override int Share => 80;

    public override long MostBytes => 512 * 1024 * 1024;        // each of fifty paths begins with a prefix of any length, escaped

    private static readonly string[] Pieces =
        ["\u001F", "]]>", "&amp;", "<", "\r\n", "\0", "\u2028", "#EXTM3U", "http://nas/music", "C:\\Music", "//host/share", "..", "\ud800", "\udc00", "\ufffe", "urn:sha256:00", "\""];

    public override IEnumerable<byte[]> Seeds =>
    [
        Encoding.Unicode.GetBytes(string.Join(Separator, "Evening", "/music", "a/b.mp3", "Title", "Artist", "Album", "Jazz", "12.5", "c.flac", "", "", "", "", "")),
        Encoding.Unicode.GetBytes(string.Join(Separator, "", "http://nas/müsic", "# 1/ö.mp3", "Tïtle \U0001f3b5", "", "", "", "nan")),
    ];

    public override string Run(byte[] input)
    {
        string[] parts = new string(MemoryMarshal.Cast<byte, char>(input.AsSpan(0, input.Length & ~1))).Split(Separator);
        string? At(int index) => parts.ElementAtOrDefault(index) is { Length: > 0 } text ? text : null;
        PlaylistEntry[] entries =
        [
            .. Enumerable.Range(0, Math.Clamp((parts.Length - 2) / 6, 1, 50)).Select(n => 2 + (6 * n)).Select(at => new PlaylistEntry(
                At(at) ?? "x", At(at + 1), At(at + 2), At(at + 3), double.TryParse(At(at + 5), out double seconds) ? seconds : null, At(at + 4), At(at + 1))),
        ];
        int left = Write(PlaylistFormat.M3u8, entries, parts, (bytes, missing) => ReadM3u8(bytes, entries.Length - missing));
        Write(PlaylistFormat.Xspf, entries, parts, (bytes, missing) => ReadXspf(bytes, entries.Length - missing));
        Write(PlaylistFormat.Jspf, entries, parts, (bytes, missing) => ReadJspf(bytes, entries.Length - missing));
        return $"{entries.Length} {left} {At(0) is null} {At(1)?.Contains("://", StringComparison.Ordinal)}";
    }

    public override bool Documents(Exception error) => false;

    private static int Write(PlaylistFormat format, PlaylistEntry[] entries, string[] parts, Action<byte[], int> read)
    {
        using var output = new MemoryStream();
        int left = PlaylistFile.Write(output, format, parts[0], entries, parts.ElementAtOrDefault(1)).Count;
        read(output.ToArray(), left);
        return left;
    }

    private static void ReadM3u8(byte[] bytes, int tracks)
    {
        string text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        string[] lines = text.Split('\n')[..^1];
        Holds(lines[0] == "#EXTM3U" && text.EndsWith('\n') && !text.Contains('\r') && !text.Contains('\0'), "M3U8 is not made of lines");
        Holds(lines.Count(line => !line.StartsWith('#')) == tracks, "M3U8 has another number of paths");
        Holds(lines.Count(line => line.StartsWith("#EXTINF:", StringComparison.Ordinal)) == tracks, "M3U8 has another number of tracks");
    }

    private static void ReadXspf(byte[] bytes, int tracks)
    {
        using var xml = XmlReader.Create(new MemoryStream(bytes), new() { DtdProcessing = DtdProcessing.Prohibit, CheckCharacters = true });
        int locations = 0;
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "location" })
            {
                locations++;
                CheckUri(xml.ReadElementContentAsString());
            }
        }
        Holds(locations == tracks, "XSPF has another number of tracks");
    }

    private static void ReadJspf(byte[] bytes, int tracks)
    {
        using var json = JsonDocument.Parse(bytes);
        var list = json.RootElement.GetProperty("playlist").GetProperty("track");
        Holds(list.GetArrayLength() == tracks, "JSPF has another number of tracks");
        foreach (var track in list.EnumerateArray())
            CheckUri(track.GetProperty("location")[0].GetString()!);
    }

    private static void CheckUri(string location) =>
        Holds(location.All(c => c is > ' ' and < '\x7f' and not ('<' or '>' or '"' or '\\' or '^' or '`' or '{' or '|' or '}')), $"{location} is no URI");
}
