using System.Text.Json;
using System.Xml.Linq;

namespace GetYourMusicStyle.Cli.Tests.Playlists;

/// <summary><c>gyms playlist</c> from the catalog of a data folder.</summary>
[Trait("Category", "Slow")]
[Collection("playlists")]
public class PlaylistTests(PlaylistWorld world)
{
    private static readonly string[] All = [.. PlaylistWorld.Songs.Select(song => song.Path)];

    [Fact]
    public async Task A_playlist_like_a_track_has_the_others_once_each()
    {
        var ended = await world.PlaylistAsync(["--like", "library/Anna/First/01 One Song.flac", "--include-uncertain", "--prefix", "/music"]);
        Assert.True(ended.Code == 0, ended.Error);
        string[] lines = ended.Output.Split('\n');
        Assert.Equal("#EXTM3U", lines[0]);
        Assert.Equal(All.Skip(1).Select(path => "/music/" + path).Order(), Paths(ended.Output).Order());
        Assert.Contains("#EXTINF:8,Anna - Été #2", lines);
        Assert.Contains("#EXTINF:11,untagged", lines);
        Assert.Contains(": 5 tracks instead of 25: no more fit, 0:00:50", ended.Error);
    }

    [Fact]
    public async Task The_ending_of_the_file_tells_the_format_and_the_seed_the_order()
    {
        foreach (string name in new[] { "a.xspf", "b.xspf" })
        {
            var ended = await world.PlaylistAsync(["--genre", "noisy", "--include-uncertain", "--size", "3", "--seed", "5", "--name", "Slow", "--out", name]);
            Assert.True(ended.Code == 0, ended.Error);
            Assert.Equal("", ended.Output);
        }
        Assert.Equal(File.ReadAllText(world.At("a.xspf")), File.ReadAllText(world.At("b.xspf")));
        XNamespace xspf = "http://xspf.org/ns/0/";
        var playlist = XDocument.Load(world.At("a.xspf")).Root!;
        Assert.Equal("Slow", playlist.Element(xspf + "title")!.Value);
        Assert.Equal(3, playlist.Descendants(xspf + "track").Count());
        Assert.All(playlist.Descendants(xspf + "identifier"), identifier => Assert.Matches("^urn:sha256:[0-9a-f]{64}$", identifier.Value));
    }

    [Fact]
    public async Task A_mix_goes_out_as_jspf()
    {
        var ended = await world.PlaylistAsync(["--mix", "60 Calm, 40% noisy", "--include-uncertain", "--size", "4", "--format", "jspf"]);
        Assert.True(ended.Code == 0, ended.Error);
        var tracks = JsonDocument.Parse(ended.Output).RootElement.GetProperty("playlist").GetProperty("track");
        Assert.Equal(4, tracks.GetArrayLength());
        Assert.Contains(Uri.UnescapeDataString(tracks[0].GetProperty("location")[0].GetString()!), All);
    }

    [Fact]
    public async Task A_file_that_the_catalog_does_not_have_is_listened_to()
    {
        await PlaylistWorld.WriteAsync(world.At("heard in a cafe.flac"), null, null, 13);
        var ended = await world.PlaylistAsync(["--like", "heard in a cafe.flac", "--include-uncertain"]);
        Assert.True(ended.Code == 0, ended.Error);
        Assert.Contains("listening to it", ended.Error);
        Assert.Equal(All.Order(), Paths(ended.Output).Order());
    }

    [Fact]
    public async Task Words_that_one_track_has_name_it_and_several_tracks_go_together()
    {
        var ended = await world.PlaylistAsync(["--like", "two more", "One Song", "--include-uncertain"]);
        Assert.True(ended.Code == 0, ended.Error);
        Assert.Equal(All.Except(["Bert/Live/Two & More.flac", "Anna/First/01 One Song.flac"]).Order(), Paths(ended.Output).Order());
    }

    [Theory]
    [InlineData("One Song (live) (One Song.flac)", "--like", "song")]
    [InlineData("matches all of these", "--like", "song")]
    [InlineData("no track has these words", "--like", "nothing like it")]
    [InlineData("the catalog has no track 999", "--like", "999")]
    [InlineData("there is no genre 'Polka'; the models know Calm, Noisy, Odd", "--genre", "Polka")]
    [InlineData("no track of the catalog is of the genre Calm; it has Noisy", "--genre", "Calm")]
    [InlineData("there is no genre 'Polka'", "--mix", "10 Calm, 20 Polka")]
    [InlineData("is not understood", "--mix", "10 Calm, 20 Calm")]
    [InlineData("one of --like, --genre and --mix", "--genre", "Calm", "--mix", "Calm")]
    [InlineData("one of --like, --genre and --mix")]
    [InlineData("one of m3u8, xspf and jspf", "--genre", "Calm", "--format", "pls")]
    [InlineData("--size must be a whole number from 1 to 1000", "--genre", "Calm", "--size", "0")]
    [InlineData("no such folder", "--genre", "Calm", "--out", "not-there/x.m3u8")]
    [InlineData("run ./gyms serve", "--genre", "Calm", "--data", "nowhere")]
    [InlineData("--subsonic-url or $GYMS_SUBSONIC_URL", "--genre", "Calm", "--push")]
    [InlineData("user and password", "--genre", "Calm", "--push", "--subsonic-url", "http://127.0.0.1:9")]
    public async Task What_cannot_be_followed_is_told_with_what_to_do(string message, params string[] arguments)
    {
        var ended = await world.PlaylistAsync(arguments);
        Assert.Equal(2, ended.Code);
        Assert.Contains(message, ended.Error);
        Assert.Equal("", ended.Output);
    }

    [Fact]
    public async Task A_silent_file_is_like_nothing()
    {
        string silence = world.At("silence.wav");
        using (var folder = new MusicFolder())
            File.Copy(folder.Wav("silence.wav", (8, true)), silence);
        var ended = await world.PlaylistAsync(["--like", silence]);
        Assert.Equal(2, ended.Code);
        Assert.Contains("is silent", ended.Error);
    }

    public static IEnumerable<string> Paths(string m3u8) => m3u8.Split('\n').Where(line => line.Length > 0 && !line.StartsWith('#'));
}
