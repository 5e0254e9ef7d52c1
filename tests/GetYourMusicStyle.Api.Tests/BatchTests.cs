using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;

namespace GetYourMusicStyle.Api.Tests;

[Collection(OneServer.Name)]
public class BatchTests(SharedServer shared)
{
    private readonly Server _server = shared.Server;

    [Fact]
    public async Task In_a_batch_of_good_and_bad_files_the_counts_add_up_and_failures_have_reasons()
    {
        string batch = await _server.NewBatchAsync("mixed");
        var uploads = Enumerable.Range(0, 4).Select(i => _server.UploadAsync(Music.New(), $"good-{i}.wav", $"&batch={batch}&path=a/good-{i}.wav"))
            .Concat(Enumerable.Range(0, 3).Select(i => _server.UploadAsync(Music.NotAudio(), $"bad-{i}.mp3", $"&batch={batch}&path=b/bad-{i}.mp3")))
            .Append(_server.UploadAsync(Music.New(1), "short.wav", $"&batch={batch}"));
        await Task.WhenAll(uploads);
        var end = await _server.EndOfBatchAsync(batch, 8);
        Assert.Equal(4, Server.Count(end, "done"));
        Assert.Equal(4, Server.Count(end, "failed"));
        Assert.Equal(8, end["counts"]!.AsObject().Sum(state => (int)state.Value!));
        Assert.Equal(3, (int)end["failures"]!["not-audio"]!);
        Assert.Equal(1, (int)end["failures"]!["too-short"]!);
        Assert.Equal(0, (double)end["time_left_s"]!);

        var failures = (await _server.GetAsync($"batches/{batch}/failures"))["items"]!.AsArray();
        Assert.Equal(["b/bad-0.mp3", "b/bad-1.mp3", "b/bad-2.mp3", "short.wav"], failures.Select(failed => (string)failed!["path"]!).Order());
        Assert.All(failures, failed => Assert.NotEmpty((string)failed!["error"]!["message"]!));
    }

    [Fact]
    public async Task Failed_ones_are_tried_again_when_asked()
    {
        string batch = await _server.NewBatchAsync("again");
        await _server.UploadAsync(Music.NotAudio(), "bad.mp3", $"&batch={batch}");
        await _server.UploadAsync(Music.New(), "good.wav", $"&batch={batch}");
        await _server.EndOfBatchAsync(batch, 2);
        Assert.Equal(1, (int)(await _server.PostAsync($"batches/{batch}/retry-failed"))["retried"]!);
        var end = await _server.EndOfBatchAsync(batch, 2);
        Assert.Equal((1, 1), (Server.Count(end, "done"), Server.Count(end, "failed")));
    }

    [Fact]
    public async Task A_cancelled_batch_drops_its_reference_only_and_takes_no_more()
    {
        await using var server = await Server.StartAsync();
        await server.PostAsync("queues/featurize/pause");
        string first = await server.NewBatchAsync("kept"), second = await server.NewBatchAsync("cancelled");
        byte[] common = Music.New();
        await server.UploadAsync(common, "common.wav", $"&batch={first}");
        await server.UploadAsync(common, "common.wav", $"&batch={second}");
        var alone = await server.UploadAsync(Music.New(), "alone.wav", $"&batch={second}");
        using var answer = await server.Http.DeleteAsync($"batches/{second}");
        Assert.Equal(2, Server.Count(await Server.ReadAsync(answer), "cancelled"));
        using var refused = await server.Http.PostAsync($"tracks?name=late.wav&batch={second}", new ByteArrayContent(Music.New()));
        await ProblemAssert.CheckAsync(refused, 409, "batch-cancelled");
        await server.PostAsync("queues/featurize/resume");
        Assert.Equal(1, Server.Count(await server.EndOfBatchAsync(first, 1), "done"));
        Assert.Equal("cancelled", (string)(await server.GetAsync($"jobs/{alone["id"]}"))["state"]!);
    }

    [Fact]
    public async Task Events_of_a_batch_end_when_nothing_is_left_to_do()
    {
        string batch = await _server.NewBatchAsync("followed");
        for (int i = 0; i < 3; i++)
            await _server.UploadAsync(Music.New(), $"{i}.wav", $"&batch={batch}");
        JsonNode? last = null;
        await using var stream = await _server.Http.GetStreamAsync($"batches/{batch}/events");
        await foreach (var one in SseParser.Create(stream).EnumerateAsync())
            last = JsonNode.Parse(one.Data);
        Assert.Equal(3, Server.Count(last!, "done"));
    }

    [Fact]
    public async Task Batches_are_listed_newest_first_in_pages()
    {
        var made = new List<string>();
        for (int i = 0; i < 3; i++)
            made.Insert(0, await _server.NewBatchAsync($"page {i}"));
        var first = await _server.GetAsync("batches?limit=2");
        var second = await _server.GetAsync($"batches?limit=2&after={first["next"]}");
        string[] listed = [.. first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(batch => (string)batch!["id"]!)];
        Assert.Equal(made, listed.Take(3));
    }

    [Fact]
    public async Task The_spectrograms_of_a_batch_are_drawn_as_a_batch_of_their_own()
    {
        string batch = await _server.NewBatchAsync("images");
        var job = await _server.UploadAsync(Music.New(13), "rendered.wav", $"&batch={batch}");
        await _server.EndOfBatchAsync(batch, 1);
        string rendering = (string)(await _server.PostAsync($"batches/{batch}/spectrograms"))["id"]!;
        Assert.Equal(1, Server.Count(await _server.EndOfBatchAsync(rendering, 1), "done"));
        string hash = (string)job["sha256"]!;
        Assert.Equal(2, Directory.EnumerateFiles(Path.Combine(_server.Folder, "objects", "pictures"), "*.png*", SearchOption.AllDirectories).Count(file => file.Contains(hash)));
    }
}
