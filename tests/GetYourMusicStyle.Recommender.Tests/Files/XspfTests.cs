using System.Text;
using System.Xml.Linq;
using CsCheck;
using GetYourMusicStyle.Recommender.Files;

namespace GetYourMusicStyle.Recommender.Tests.Files;

/// <summary>XSPF by its specification: what xmllint says of it, going by a schema, and what a player reads.</summary>
public class XspfTests
{
    private static readonly XNamespace Xspf = "http://xspf.org/ns/0/";

    [Theory]
    [InlineData(null)]
    [InlineData("/my music")]
    [InlineData(@"\\nas\share")]
    [InlineData("https://nas/my music?x=1#y")]
    [InlineData("C:\\Müsic")]
    [InlineData("http://me:pass word@müsik.example:8080/ä b")]
    [InlineData(":// no address")]
    public void It_is_valid(string? prefix)
    {
        using var file = new Written(PlaylistFormat.Xspf, "Evening <1>", Entries.Good, prefix);
        Assert.Null(file.SchemaFault());
    }

    [Theory]
    [InlineData("version=\"1\"", "version=\"2\"")]
    [InlineData("<duration>329500</duration>", "<duration>329.5</duration>")]
    [InlineData("<duration>329500</duration>", "<duration>-1</duration>")]
    [InlineData("<album>", "<album>a</album><album>")]
    [InlineData("Bill%20Evans/", "Bill Evans/")]
    [InlineData("http://xspf.org/ns/0/", "http://xspf.org/ns/1/")]
    [InlineData("<trackList>", "<tracks/><trackList>")]
    [InlineData(" rel=\"https://schema.org/genre\"", "")]
    public void The_schema_tells_what_is_wrong(string right, string wrong)
    {
        string text = Written.Text(PlaylistFormat.Xspf, "Evening", Entries.Good);
        Assert.Contains(right, text);
        using var file = new Written(PlaylistFormat.Xspf, Encoding.UTF8.GetBytes(text.Replace(right, wrong)));
        Assert.NotNull(file.SchemaFault());
    }

    [Fact]
    public void It_has_what_is_known_of_a_track()
    {
        byte[] bytes = Written.Bytes(PlaylistFormat.Xspf, "Evening", Entries.Good);
        Assert.Equal((byte)'<', bytes[0]);
        var playlist = XDocument.Load(new MemoryStream(bytes)).Root!;
        Assert.Equal("Evening", playlist.Element(Xspf + "title")!.Value);
        var tracks = playlist.Element(Xspf + "trackList")!.Elements().ToList();
        Assert.Equal(
            ["location=Bill%20Evans/Portrait/02%20Autumn%20Leaves.mp3", $"identifier=urn:sha256:{new string('a', 64)}", "title=Autumn Leaves", "creator=Bill Evans", "album=Portrait in Jazz", "duration=329500", "meta=Jazz Piano"],
            tracks[0].Elements().Select(element => $"{element.Name.LocalName}={element.Value}"));
        Assert.Equal(
            ["location=Bj%C3%B6rk/%C3%89t%C3%A9%20%231%2C%20100%20%25%20%3Cwow%3E%20%26%20more%3F.flac", "title=Été #1 <wow> & \"more\"", "creator=Björk", "duration=61200"],
            tracks[1].Elements().Select(element => $"{element.Name.LocalName}={element.Value}"));
        Assert.Equal(["location=AC%3ADC/10%3A04.ogg", "title=10:04"], tracks[3].Elements().Select(element => $"{element.Name.LocalName}={element.Value}"));
    }

    [Theory]
    [InlineData("urn:sha256:12", true)]
    [InlineData("https://example.org/a%20b", true)]
    [InlineData("https://example.org/ä", false)]
    [InlineData("just text", false)]
    public void An_identifier_is_a_uri_or_left_out(string identifier, bool kept) =>
        Assert.Equal(kept, Written.Text(PlaylistFormat.Xspf, "", [Entries.Of("a", identifier: identifier)]).Contains("<identifier>"));

    // With a folder from the root: this parser takes a relative location for a path, not for a URI.
    [Fact]
    public void Totem_finds_every_track()
    {
        using var file = new Written(PlaylistFormat.Xspf, "Evening", Entries.Good, "/my music");
        var found = file.OpenedByTotem();
        Assert.Equal("Evening", found[0].GetProperty("title").GetString());
        Assert.Equal(
            Entries.Good.Select(entry => "file:///my music/" + entry.Path),
            found.Skip(1).Select(line => Uri.UnescapeDataString(line.GetProperty("uri").GetString()!)));
        Assert.Equal("Bill Evans", found[1].GetProperty("author").GetString());
        Assert.Equal("329500", found[1].GetProperty("duration-ms").GetString());
    }

    [Theory]
    [InlineData("/music", "file:///music/a%20b.mp3")]
    [InlineData(@"D:\My Music", "file:///D:/My%20Music/a%20b.mp3")]
    [InlineData(@"\\nas\share", "file://nas/share/a%20b.mp3")]
    [InlineData("../up", "../up/a%20b.mp3")]
    [InlineData("http://nas/my%20music/", "http://nas/my%20music/a%20b.mp3")]
    public void A_prefix_makes_a_uri_of_the_path(string prefix, string uri) =>
        Assert.Contains($"<location>{uri}</location>", Written.Text(PlaylistFormat.Xspf, "", [Entries.Of("a b.mp3")], prefix));

    [Fact]
    public void Whatever_the_names_hold_it_is_valid() => Gen.Select(Entries.Any.Array[0, 20], Entries.Text).Sample(
        (entries, title) =>
        {
            using var file = new Written(PlaylistFormat.Xspf, title, entries);
            Assert.Null(file.SchemaFault());
            Assert.Equal(entries.Length, XDocument.Load(file.Path).Descendants(Xspf + "track").Count());
        },
        iter: 40);
}
