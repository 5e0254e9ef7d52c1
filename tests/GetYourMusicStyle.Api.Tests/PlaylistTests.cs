using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace GetYourMusicStyle.Api.Tests;

/// <summary>Similar tracks, playlists and the map, on a small library that has been uploaded and scored.</summary>
public sealed class SmallLibrary : IAsyncLifetime
{
    public static readonly string[] Samples = ["chaos-god.mp3", "city-blues.mp3", "coherence.opus", "minstrels.flac", "orchestra.ogg", "parsec.m4a"];

    public Server Server { get; private set; } = null!;

    public IReadOnlyList<JsonNode> Jobs { get; private set; } = [];

    public IReadOnlyList<long> Tracks => [.. Jobs.Select(job => (long)job["track_id"]!)];

    public async Task InitializeAsync()
    {
        Server = await Server.StartAsync("--Index:PollSeconds=0.2");
        var jobs = new List<JsonNode>();
        foreach (string sample in Samples)
            jobs.Add(await Server.EndOfJobAsync(await Server.UploadAsync(Music.Sample(sample), sample, $"&path={Uri.EscapeDataString($"A/Füße/{sample}")}")));
        Jobs = jobs;
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();
}

public sealed class PlaylistTests(SmallLibrary library) : IClassFixture<SmallLibrary>
{
    private readonly Server _server = library.Server;

    // body, status, problem
    public static readonly TheoryData<string, int, string> BadPlaylists = new()
    {
        { "{}", 400, "bad-request" },
        { "{\"like\":1,\"genres\":\"Jazz\"}", 400, "bad-request" },
        { "{\"like\":[]}", 400, "bad-request" },
        { "{\"tracks\":[]}", 400, "bad-request" },
        { "{\"tracks\":[1],\"like\":1}", 400, "bad-request" },
        { "{\"tracks\":[\"x\"]}", 400, "bad-request" },
        { "{\"like\":\"short\"}", 400, "bad-request" },
        { "{\"like\":1.5}", 400, "bad-request" },
        { "{\"like\":{\"id\":1}}", 400, "bad-request" },
        { $"{{\"like\":[{string.Join(',', Enumerable.Range(0, 65))}]}}", 400, "bad-request" },
        { "{\"like\":99999999}", 404, "not-found" },
        { $"{{\"like\":\"{new string('a', 64)}\"}}", 404, "not-found" },
        { "{\"genres\":\"Polka\"}", 400, "unknown-genre" },
        { "{\"genres\":{\"Jazz\":1,\"Polka\":1}}", 400, "unknown-genre" },
        { "{\"genres\":{\"Jazz\":-1}}", 400, "bad-request" },
        { "{\"genres\":{\"Jazz\":0}}", 400, "bad-request" },
        { "{\"genres\":{\"Jazz\":1e999}}", 400, "bad-request" },
        { "{\"genres\":{\"Jazz\":\"1\"}}", 400, "bad-request" },
        { "{\"genres\":{}}", 400, "bad-request" },
        { "{\"genres\":[\"Jazz\"]}", 400, "bad-request" },
        { "{\"genres\":\"Jazz\",\"size\":0}", 400, "bad-request" },
        { "{\"genres\":\"Jazz\",\"size\":1001}", 400, "bad-request" },
        { "{\"genres\":\"Jazz\",\"seed\":\"x\"}", 400, "bad-request" },
        { $"{{\"genres\":\"Jazz\",\"name\":\"{new string('x', 201)}\"}}", 400, "bad-request" },
        { $"{{\"genres\":\"Jazz\",\"prefix\":\"{new string('x', 1001)}\"}}", 400, "bad-request" },
    };

    [Theory]
    [MemberData(nameof(BadPlaylists))]
    public async Task A_playlist_that_cannot_be_made_is_refused_with_what_to_do(string body, int status, string type)
    {
        using var answer = await _server.Http.PostAsync("playlists", new StringContent(body, new MediaTypeHeaderValue("application/json")));
        var problem = await ProblemAssert.CheckAsync(answer, status, type);
        if (type == "unknown-genre")
            Assert.Contains("Jazz Piano", (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tracks/99999999/similar", 404, "not-found")]
    [InlineData("tracks/1/similar?limit=0", 400, "bad-request")]
    [InlineData("tracks/1/similar?limit=201", 400, "bad-request")]
    [InlineData("tracks/1/similar?genre=Polka", 400, "unknown-genre")]
    [InlineData("tracks/map?limit=0", 400, "bad-request")]
    [InlineData("tracks/map?limit=50001", 400, "bad-request")]
    public async Task A_question_that_makes_no_sense_is_refused(string address, int status, string type) =>
        await ProblemAssert.CheckAsync(await _server.Http.GetAsync(address), status, type);

    [Fact]
    public async Task Similar_tracks_come_nearest_first_with_all_that_is_known_of_them()
    {
        long track = library.Tracks[2];
        var items = (await _server.GetAsync($"tracks/{track}/similar?include_uncertain=true"))["items"]!.AsArray();
        Assert.Equal(library.Tracks.Where(other => other != track).Order(), items.Select(item => (long)item!["id"]!).Order());
        double[] distances = [.. items.Select(item => (double)item!["distance"]!)];
        Assert.Equal(distances.Order(), distances);
        var known = await _server.GetAsync($"tracks/{items[0]!["id"]}");
        foreach (string field in new[] { "sha256", "file_name", "genre", "confidence", "duration_s", "model_version", "created_at" })
            Assert.Equal(known[field]!.ToJsonString(), items[0]![field]!.ToJsonString());
        Assert.Equal((string)known["paths"]![0]!["path"]!, (string)items[0]!["path"]!);
        string genre = (string)known["genre"]!;
        Assert.All(
            (await _server.GetAsync($"tracks/{track}/similar?include_uncertain=true&limit=3&genre={Uri.EscapeDataString(genre.ToUpperInvariant())}"))["items"]!.AsArray(),
            item => Assert.Equal(genre, (string)item!["genre"]!));
    }

    [Fact]
    public async Task A_playlist_is_made_by_id_by_hash_and_by_genres()
    {
        string hash = (string)library.Jobs[1]["sha256"]!;
        foreach (object body in new object[]
        {
            new { like = library.Tracks[1], include_uncertain = true, size = 4, name = "Mine", seed = 7 },
            new { like = hash.ToUpperInvariant(), include_uncertain = true, size = 4, name = "Mine", seed = 7 },
            new { like = new object[] { hash, library.Tracks[1] }, include_uncertain = true, size = 4, name = "Mine", seed = 7 },
        })
        {
            var list = await _server.PostAsync("playlists", body);
            Assert.Equal("Mine", (string)list["name"]!);
            var tracks = list["tracks"]!.AsArray();
            Assert.Equal(4, tracks.Count);
            Assert.DoesNotContain(tracks, track => (long)track!["id"]! == library.Tracks[1]);
            Assert.Equal(tracks.Sum(track => (double)track!["duration_s"]!), (double)list["duration_s"]!, 1e-3);
            Assert.Equal(tracks.ToJsonString(), (await _server.PostAsync("playlists", body))["tracks"]!.ToJsonString());
        }
        string genre = (string)(await _server.GetAsync($"tracks/{library.Tracks[0]}"))["genre"]!;
        var mixed = await _server.PostAsync("playlists", new { genres = new Dictionary<string, double> { [genre.ToUpperInvariant()] = 60 }, include_uncertain = true });
        Assert.NotEmpty(mixed["tracks"]!.AsArray());
        Assert.NotEmpty((string)mixed["name"]!);
    }

    [Theory]
    [InlineData("audio/x-mpegurl", "audio/x-mpegurl", ".m3u8", "/music/A/Füße/")]
    [InlineData("text/html;q=0.5, audio/mpegurl", "audio/mpegurl", ".m3u8", "#EXTM3U")]
    [InlineData("application/json;q=0.1, application/xspf+xml;q=0.9", "application/xspf+xml", ".xspf", "<playlist")]
    [InlineData("application/jspf+json", "application/jspf+json", ".jspf", "\"playlist\"")]
    public async Task A_playlist_is_a_file_for_who_asks_so(string accept, string type, string ending, string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "playlists")
        {
            Content = JsonContent.Create(new { like = library.Tracks[0], include_uncertain = true, prefix = "/music", name = "Ärger / \"x\"" }),
        };
        request.Headers.Accept.ParseAdd(accept);
        using var answer = await _server.Http.SendAsync(request);
        string content = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, content);
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains(text, content, StringComparison.Ordinal);
        var disposition = answer.Content.Headers.ContentDisposition!;
        Assert.Equal(("attachment", $"Ärger - -x-{ending}"), (disposition.DispositionType, disposition.FileNameStar));
    }

    [Fact]
    public async Task A_list_that_is_there_already_comes_as_it_is()
    {
        long[] tracks = [.. library.Tracks.Reverse()];
        var list = await _server.PostAsync("playlists", new { tracks = tracks.Prepend(99999999), name = "Shown" });
        Assert.Equal("Shown", (string)list["name"]!);
        Assert.Equal(tracks, list["tracks"]!.AsArray().Select(track => (long)track!["id"]!));
    }

    [Fact]
    public async Task A_form_that_there_is_not_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "playlists") { Content = JsonContent.Create(new { genres = "Jazz" }) };
        request.Headers.Accept.ParseAdd("image/png");
        await ProblemAssert.CheckAsync(await _server.Http.SendAsync(request), 406, "not-acceptable");
    }

    [Fact]
    public async Task The_map_has_a_place_for_every_track_and_every_genre()
    {
        var map = await _server.GetAsync("tracks/map");
        Assert.Equal(library.Tracks, map["ids"]!.AsArray().Select(id => (long)id!));
        int genres = map["genres"]!.AsArray().Count;
        foreach (string column in new[] { "x", "y", "genre", "confidence" })
            Assert.Equal(6, map[column]!.AsArray().Count);
        Assert.Equal((genres, genres, 6), (map["genre_x"]!.AsArray().Count, map["genre_y"]!.AsArray().Count, (int)map["total"]!));
        var first = await _server.GetAsync($"tracks/{library.Tracks[0]}");
        Assert.Equal((string)first["genre"]!, (string)map["genres"]![(int)map["genre"]![0]!]!);
        Assert.Equal(map.ToJsonString(), (await _server.GetAsync("tracks/map")).ToJsonString());
    }

    [Fact]
    public async Task A_deleted_track_is_not_recommended_any_more_and_one_that_waits_or_is_silent_cannot_be_asked_for()
    {
        await using var server = await Server.StartAsync("--Index:PollSeconds=0.2");
        var jobs = new List<JsonNode>();
        foreach (string sample in SmallLibrary.Samples[..3])
            jobs.Add(await server.EndOfJobAsync(await server.UploadAsync(Music.Sample(sample), sample)));
        string similar = $"tracks/{jobs[0]["track_id"]}/similar?include_uncertain=true";
        await server.UntilAsync(similar, page => page["items"]!.AsArray().Count == 2);
        await server.Http.DeleteAsync($"tracks/{jobs[1]["track_id"]}");
        Assert.Single((await server.GetAsync(similar))["items"]!.AsArray());

        await server.PostAsync("queues/featurize/pause");
        var waiting = await server.UploadAsync(Music.New(), "waiting.wav");
        await ProblemAssert.CheckAsync(await server.Http.GetAsync($"tracks/{waiting["track_id"]}/similar"), 409, "not-scored");
        await ProblemAssert.CheckAsync(await server.Http.PostAsJsonAsync("playlists", new { like = (long)waiting["track_id"]! }), 409, "not-scored");
        await server.PostAsync("queues/featurize/resume");
        var silent = await server.EndOfJobAsync(await server.UploadAsync(Music.Silence(), "silent.wav"));
        await ProblemAssert.CheckAsync(await server.Http.GetAsync($"tracks/{silent["track_id"]}/similar"), 409, "silent-track");
    }
}
