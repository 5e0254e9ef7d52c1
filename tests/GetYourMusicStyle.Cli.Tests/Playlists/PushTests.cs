using System.Text.Json;
using GetYourMusicStyle.Cli.Subsonic;
using GetYourMusicStyle.Recommender.Files;

namespace GetYourMusicStyle.Cli.Tests.Playlists;

/// <summary><c>gyms playlist --push</c>: to a real Subsonic server, and to a strict one that knows what OpenSubsonic adds.</summary>
[Trait("Category", "Slow")]
[Collection("playlists")]
public class PushTests(PlaylistWorld world)
{
    private static readonly string[] Wish = ["--like", "One Song", "--include-uncertain", "--name", "Mine & yours"];

    [Fact]
    public async Task A_real_server_gets_the_playlist_and_the_second_time_it_is_filled_anew()
    {
        using var server = new Supysonic(world.Library);
        var token = await PushAsync(server.Url, "anna", Supysonic.Password);
        Assert.Equal(1, token.Code);
        Assert.Contains("--subsonic-plain", token.Error);

        var made = await PushAsync(server.Url, "anna", Supysonic.Password, "--subsonic-plain");
        Assert.True(made.Code == 0, made.Error);
        Assert.Contains("made the playlist 'Mine & yours', 5 songs", made.Error);
        Assert.Equal("", made.Output);
        var again = await PushAsync(server.Url, "anna", Supysonic.Password, "--subsonic-plain", "--size", "2");
        Assert.True(again.Code == 0, again.Error);
        Assert.Contains("filled the playlist 'Mine & yours' anew, 2 songs", again.Error);

        using var http = new HttpClient();
        string login = $"u=anna&p={Uri.EscapeDataString(Supysonic.Password)}&v=1.8.0&c=test&f=json";
        var lists = await AskAsync(http, $"{server.Url}/rest/getPlaylists?{login}", "playlists");
        var list = Assert.Single(lists.GetProperty("playlist").EnumerateArray());
        Assert.Equal(2, list.GetProperty("songCount").GetInt32());

        var wrong = await PushAsync(server.Url, "anna", "wrong-password", "--subsonic-plain");
        Assert.Equal(1, wrong.Code);
        Assert.Contains("knows no user anna with this password", wrong.Error);
        Assert.DoesNotContain("wrong-password", wrong.Error);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task Tokens_and_keys_and_forms_are_used_as_the_specification_says(bool forms, bool key)
    {
        await using var server = await StrictSubsonic.StartAsync(forms, failFirst: 1);
        foreach (var (song, number) in PlaylistWorld.Songs.Select((song, number) => (song, number)))
            server.AddSong($"s{number}", song.Title ?? "untagged", song.Artist ?? "", song.Seconds, "/srv/music/" + song.Path);
        server.AddSong("decoy", "Last", "Cleo", 200, "/srv/music/Cleo/Last.flac");
        server.AddPlaylist("other", "Mine & yours", "someone else");
        var pushed = key
            ? await world.PlaylistAsync([.. Wish, "--push"], ("GYMS_SUBSONIC_URL", server.Url + "/rest/"), ("GYMS_SUBSONIC_API_KEY", StrictSubsonic.Key))
            : await PushAsync(server.Url, "anna", StrictSubsonic.Password);
        Assert.True(pushed.Code == 0, pushed.Error);
        var list = Assert.Single(server.Playlists, playlist => (string)playlist["owner"] == "anna");
        Assert.Equal("Mine & yours", list["name"]);
        Assert.Equal(["s1", "s2", "s3", "s4", "s5"], server.Entries[(string)list["id"]].Order());
        Assert.Empty(server.Entries["other"]);
        Assert.Contains(forms ? "POST createPlaylist" : "GET createPlaylist", server.Calls);
    }

    [Fact]
    public async Task What_the_server_does_not_have_is_named_and_the_rest_goes_there()
    {
        await using var server = await StrictSubsonic.StartAsync();
        server.AddSong("a", "Last", "Cleo", 13, "made/up/path.flac");
        server.AddSong("b", "Two & More", "Somebody Else", 10, "x.flac");
        server.AddSong("c", "Été #2", "Anna", 60, "y.flac");
        var pushed = await PushAsync(server.Url, "anna", StrictSubsonic.Password);
        Assert.Equal(1, pushed.Code);
        Assert.Contains("Bert/Live/Two & More.flac: the Subsonic server does not have it", pushed.Error);
        Assert.Contains("Anna/First/02 Été #2.flac: the Subsonic server does not have it", pushed.Error);
        Assert.Contains("made the playlist 'Mine & yours', 1 songs", pushed.Error);
        Assert.Equal(["a"], server.Entries["pl-1"]);
    }

    [Fact]
    public async Task A_playlist_that_somebody_made_by_hand_is_left_alone_unless_replace_is_said()
    {
        await using var server = await StrictSubsonic.StartAsync();
        server.AddSong("a", "Last", "Cleo", 12, "x.flac");
        server.AddPlaylist("hand", "Mine & yours", "anna", "with love");
        server.Entries["hand"].Add("old");
        var refused = await PushAsync(server.Url, "anna", StrictSubsonic.Password);
        Assert.Equal(1, refused.Code);
        Assert.Contains("--replace", refused.Error);
        Assert.Equal(["old"], server.Entries["hand"]);
        var replaced = await PushAsync(server.Url, "anna", StrictSubsonic.Password, "--replace");
        Assert.Contains("anew", replaced.Error);
        Assert.Equal(["a"], server.Entries["hand"]);
    }

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 6)]
    public async Task A_long_playlist_goes_in_pieces_where_only_addresses_carry_it(bool forms, int calls)
    {
        await using var server = await StrictSubsonic.StartAsync(forms);
        PlaylistEntry[] tracks = [.. Enumerable.Range(0, 170).Select(i => new PlaylistEntry($"a/{i}.mp3", $"Song number {i}.", "Anna", null, i, null, null))];
        foreach (var track in tracks)
            server.AddSong($"id-of-some-length-{track.DurationSeconds}", track.Title!, "Anna", (int)track.DurationSeconds!, "");
        using var client = new SubsonicClient(new Uri(server.Url), new SubsonicCredentials("anna", StrictSubsonic.Password, null, false));
        var report = await new PlaylistPush(client).PushAsync("Long", tracks, false, CancellationToken.None);
        Assert.Equal((170, false, 0), (report.Found, report.Replaced, report.Missing.Count));
        Assert.Equal(server.Songs.Select(song => song["id"]), server.Entries["pl-1"]);
        Assert.Equal(calls, server.Calls.Count(call => call.EndsWith("Playlist", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(30, "too old")]
    [InlineData(41, "--subsonic-plain")]
    [InlineData(42, "$GYMS_SUBSONIC_API_KEY")]
    [InlineData(50, "administrator")]
    public async Task A_refusal_is_explained(int code, string advice)
    {
        await using var server = await StrictSubsonic.StartAsync(refusal: code);
        var pushed = await PushAsync(server.Url, "anna", StrictSubsonic.Password);
        Assert.Equal(1, pushed.Code);
        Assert.Contains(advice, pushed.Error);
        Assert.DoesNotContain(StrictSubsonic.Password, pushed.Error);
        Assert.Equal(["GET ping"], server.Calls);
    }

    [Fact]
    public async Task What_is_no_Subsonic_server_is_told()
    {
        await using var server = await world.ServeAsync();
        var pushed = await PushAsync(server.Url, "anna", "x");
        Assert.Equal(1, pushed.Code);
        Assert.Contains("there is no Subsonic server", pushed.Error);
    }

    private Task<Ended> PushAsync(string url, string user, string password, params string[] more) => world.PlaylistAsync(
        [.. Wish, .. more, "--push", "--subsonic-url", url, "--subsonic-user", user], ("GYMS_SUBSONIC_PASSWORD", password));

    private static async Task<JsonElement> AskAsync(HttpClient http, string address, string element) =>
        JsonDocument.Parse(await http.GetStringAsync(address)).RootElement.GetProperty("subsonic-response").GetProperty(element);
}
