using System.Text;
using CsCheck;
using GetYourMusicStyle.Recommender.Files;

namespace GetYourMusicStyle.Recommender.Tests.Files;

public class M3u8Tests
{
    [Fact]
    public void A_track_is_a_line_of_data_and_a_path()
    {
        Assert.Equal(
            """
            #EXTM3U
            #PLAYLIST:Evening
            #EXTINF:330,Bill Evans - Autumn Leaves
            #EXTALB:Portrait in Jazz
            #EXTGENRE:Jazz Piano
            Bill Evans/Portrait/02 Autumn Leaves.mp3
            #EXTINF:61,Björk - Été #1 <wow> & "more"
            Björk/Été #1, 100 % <wow> & more?.flac
            #EXTINF:5,#hash first
            ./#hash first.mp3
            #EXTINF:-1,10:04
            AC:DC/10:04.ogg

            """,
            Written.Text(PlaylistFormat.M3u8, "Evening", Entries.Good));
    }

    [Theory]
    [InlineData("/music", "/music/Björk/a b.mp3")]
    [InlineData("/music/", "/music/Björk/a b.mp3")]
    [InlineData("/", "/Björk/a b.mp3")]
    [InlineData("..", "../Björk/a b.mp3")]
    [InlineData(@"D:\Music", "D:/Music/Björk/a b.mp3")]
    [InlineData("http://nas:8080/my music", "http://nas:8080/my%20music/Bj%C3%B6rk/a%20b.mp3")]
    [InlineData("", "Björk/a b.mp3")]
    public void A_prefix_comes_before_every_path(string prefix, string path) =>
        Assert.Equal(path, Written.Text(PlaylistFormat.M3u8, "", [Entries.Of("Björk/a b.mp3")], prefix).Split('\n')[2]);

    [Fact]
    public void Totem_finds_every_track()
    {
        using var file = new Written(PlaylistFormat.M3u8, "Evening", Entries.Good, "/music");
        var found = file.OpenedByTotem().Where(line => line.GetProperty("kind").GetString() == "entry").ToList();
        Assert.Equal(Entries.Good.Select(entry => "/music/" + entry.Path), found.Select(line => Uri.UnescapeDataString(line.GetProperty("uri").GetString()!.Replace("file://", ""))));
        Assert.Equal(["Bill Evans - Autumn Leaves", "Björk - Été #1 <wow> & \"more\"", "#hash first", "10:04"], found.Select(line => line.GetProperty("title").GetString()!));
    }

    [Fact]
    public void A_path_with_a_line_break_is_left_out_and_told()
    {
        using var stream = new MemoryStream();
        var broken = Entries.Of("a\nb.mp3", "A");
        var left = PlaylistFile.Write(stream, PlaylistFormat.M3u8, "x", [broken, Entries.Of("c.mp3", "line\r\nbreak", "es\u001b[31mc")], null);
        Assert.Equal([broken], left);
        Assert.Equal("#EXTM3U\n#PLAYLIST:x\n#EXTINF:-1,es [31mc - line  break\nc.mp3\n", Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void Whatever_the_names_hold_every_path_stays_a_line_of_its_own() => Gen.Select(Entries.Any.Array[0, 8], Entries.Text).Sample((entries, title) =>
    {
        using var stream = new MemoryStream();
        var left = PlaylistFile.Write(stream, PlaylistFormat.M3u8, title, entries, null);
        using var reader = new StreamReader(new MemoryStream(stream.ToArray()), new UTF8Encoding(false, throwOnInvalidBytes: true));
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
            lines.Add(line);
        Assert.Equal("#EXTM3U", lines[0]);
        Assert.Equal(entries.Length - left.Count, lines.Count(line => line.StartsWith("#EXTINF:", StringComparison.Ordinal)));
        Assert.Equal(
            entries.Except(left).Select(entry => Bare(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(entry.Path)))),
            lines.Where(line => !line.StartsWith('#')).Select(Bare));
    });

    private static string Bare(string path) => (path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path).Trim();
}
