using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace GetYourMusicStyle.Api.Tests;

[Collection(OneServer.Name)]
public class TrackTests(SharedServer shared)
{
    private readonly Server _server = shared.Server;

    [Fact]
    public async Task The_catalog_is_read_in_pages_each_track_once_newest_first()
    {
        await using var server = await Server.StartAsync();
        var uploaded = new List<long>();
        for (int i = 0; i < 5; i++)
            uploaded.Insert(0, (long)(await server.UploadAsync(Music.New(3), $"{i}.wav"))["track_id"]!);
        var seen = new List<long>();
        string? next = null;
        do
        {
            var page = await server.GetAsync("tracks?limit=2" + (next is null ? "" : $"&after={next}"));
            seen.AddRange(page["items"]!.AsArray().Select(track => (long)track!["id"]!));
            next = (string?)page["next"];
        }
        while (next is not null);
        Assert.Equal(uploaded, seen);
    }

    [Fact]
    public async Task Tracks_are_found_by_words_and_by_genre()
    {
        var done = await _server.EndOfJobAsync(await _server.UploadAsync(Music.New(), "Quokka Serenade.wav"));
        long id = (long)done["track_id"]!;
        string genre = (string)(await _server.GetAsync($"tracks/{id}"))["genre"]!;
        Assert.Equal([id], Ids(await _server.GetAsync("tracks?q=quok%20seren")));
        Assert.Equal([id], Ids(await _server.GetAsync($"tracks?q=quokka&genre={Uri.EscapeDataString(genre)}")));
        Assert.Empty(Ids(await _server.GetAsync("tracks?q=quokka&genre=nothing")));
        Assert.Empty(Ids(await _server.GetAsync("tracks?q=%25")));
    }

    [Fact]
    public async Task Audio_comes_whole_and_in_ranges_and_with_a_type_of_ours()
    {
        byte[] bytes = Music.Sample("city-blues.mp3");
        var job = await _server.UploadAsync(bytes, "city \"blues\".mp3");
        string address = $"tracks/{job["track_id"]}/audio";
        using var whole = await _server.Http.GetAsync(address);
        Assert.Equal(bytes, await whole.Content.ReadAsByteArrayAsync());
        Assert.Equal("audio/mpeg", whole.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", whole.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("inline", whole.Content.Headers.ContentDisposition!.DispositionType);

        await RangeAsync(new(100, 199), 100, 100);
        await RangeAsync(new(bytes.Length - 10, null), bytes.Length - 10, 10);
        await RangeAsync(new(null, 7), bytes.Length - 7, 7);
        await RangeAsync(new(5, bytes.Length + 1000), 5, bytes.Length - 5);

        using var beyond = await _server.Http.SendAsync(Request(new(bytes.Length, null)));
        await ProblemAssert.CheckAsync(beyond, 416, "range");
        Assert.Equal(bytes.Length, beyond.Content.Headers.ContentRange!.Length);

        var unchanged = new HttpRequestMessage(HttpMethod.Get, address);
        unchanged.Headers.IfNoneMatch.Add(whole.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await _server.Http.SendAsync(unchanged)).StatusCode);

        using var head = await _server.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, address));
        Assert.Equal(bytes.Length, head.Content.Headers.ContentLength);

        HttpRequestMessage Request(RangeItemHeaderValue range)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Range = new RangeHeaderValue(range.From, range.To);
            return request;
        }

        async Task RangeAsync(RangeItemHeaderValue range, int from, int count)
        {
            using var part = await _server.Http.SendAsync(Request(range));
            Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
            Assert.Equal(from, part.Content.Headers.ContentRange!.From);
            Assert.Equal(bytes.AsSpan(from, count).ToArray(), await part.Content.ReadAsByteArrayAsync());
        }
    }

    [Fact]
    public async Task The_log_spectrogram_of_every_window_is_a_picture()
    {
        var done = await _server.EndOfJobAsync(await _server.UploadAsync(Music.New(13), "pictured.wav"));
        for (int n = 0; n < 2; n++)
        {
            using var png = await _server.Http.GetAsync($"tracks/{done["track_id"]}/spectrograms/{n}.png");
            Assert.Equal("image/png", png.Content.Headers.ContentType!.MediaType);
            byte[] bytes = await png.Content.ReadAsByteArrayAsync();
            Assert.Equal([0x89, 0x50, 0x4E, 0x47], bytes[..4]);
            Assert.Equal(100, (bytes[18] << 8) | bytes[19]);
        }
        using var timeline = await _server.Http.GetAsync($"tracks/{done["track_id"]}/timeline.png");
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], (await timeline.Content.ReadAsByteArrayAsync())[..4]);
        using var beyond = await _server.Http.GetAsync($"tracks/{done["track_id"]}/spectrograms/2.png");
        await ProblemAssert.CheckAsync(beyond, 404, "not-found");
    }

    [Fact]
    public async Task A_deleted_track_is_gone_with_all_that_was_made_of_it_and_may_come_again()
    {
        byte[] bytes = Music.New();
        var done = await _server.EndOfJobAsync(await _server.UploadAsync(bytes, "deleted.wav"));
        string hash = (string)done["sha256"]!;
        Assert.NotEmpty(Objects(hash));
        Assert.Equal(HttpStatusCode.NoContent, (await _server.Http.DeleteAsync($"tracks/{done["track_id"]}")).StatusCode);
        Assert.Empty(Objects(hash));
        await ProblemAssert.CheckAsync(await _server.Http.GetAsync($"tracks/{done["track_id"]}"), 404, "not-found");
        await ProblemAssert.CheckAsync(await _server.Http.GetAsync($"jobs/{done["id"]}"), 404, "not-found");
        Assert.Equal("done", (string)(await _server.EndOfJobAsync(await _server.UploadAsync(bytes, "deleted.wav")))["state"]!);
    }

    private IEnumerable<string> Objects(string hash) =>
        Directory.EnumerateFiles(Path.Combine(_server.Folder, "objects"), "*", SearchOption.AllDirectories).Where(file => file.Contains(hash));

    private static IEnumerable<long> Ids(JsonNode page) => page["items"]!.AsArray().Select(track => (long)track!["id"]!);
}
