namespace GetYourMusicStyle.Api.Tests;

public class QueueAndRerunTests
{
    [Fact]
    public async Task A_paused_queue_holds_what_comes_and_lets_it_go_when_resumed()
    {
        await using var server = await Server.StartAsync();
        Assert.True((bool)(await server.PostAsync("queues/score/pause"))["paused"]!);
        var job = await server.UploadAsync(Music.New(), "held.wav");
        await server.UntilAsync($"jobs/{job["id"]}", now => (string)now["state"]! == "scoring");
        var queue = (await server.GetAsync("queues"))["items"]!.AsArray().Single(one => (string)one!["name"]! == "score")!;
        Assert.True((bool)queue["paused"]!);
        Assert.Equal((1, 0), ((int)queue["waiting"]!, (int)queue["in_flight"]!));
        Assert.False((bool)(await server.PostAsync("queues/score/resume"))["paused"]!);
        Assert.Equal("done", (string)(await server.EndOfJobAsync(job))["state"]!);
    }

    [Fact]
    public async Task It_is_told_beforehand_over_how_many_tracks_a_rerun_would_go_and_its_batch_says_what_it_is()
    {
        await using var server = await Server.StartAsync();
        var one = await server.UploadAsync(Music.New(), "one.wav");
        await server.EndOfJobAsync(one);
        string batch = await server.NewBatchAsync("the second");
        await server.UploadAsync(Music.New(), "two.wav", $"&batch={batch}");
        await server.EndOfBatchAsync(batch, 1);
        Assert.Equal([("features", 0, 2), ("spectrograms", 2, 2), ("scores", 0, 2)], await CountsAsync("reruns"));
        Assert.Equal([("features", 0, 1), ("spectrograms", 1, 1), ("scores", 0, 1)], await CountsAsync($"reruns?batch={batch}"));

        var rerun = await server.PostAsync("reruns", new { stage = "spectrograms" });
        Assert.Equal("Pictures again, missing only", (string)rerun["name"]!);
        await server.EndOfBatchAsync((string)rerun["id"]!, 2);
        Assert.Equal([("features", 0, 2), ("spectrograms", 0, 2), ("scores", 0, 2)], await CountsAsync("reruns"));

        async Task<(string, int, int)[]> CountsAsync(string path) =>
            [.. (await server.GetAsync(path))["items"]!.AsArray().Select(count => ((string)count!["stage"]!, (int)count["missing"]!, (int)count["all"]!))];
    }

    [Fact]
    public async Task A_rerun_does_what_is_missing_or_all_if_asked()
    {
        await using var server = await Server.StartAsync();
        await server.EndOfJobAsync(await server.UploadAsync(Music.New(), "one.wav"));
        await server.EndOfJobAsync(await server.UploadAsync(Music.New(), "two.wav"));
        Assert.Equal(0, await RerunAsync(new { stage = "scores" }, 0));
        Assert.Equal(2, await RerunAsync(new { stage = "scores", scope = "all" }, 2));
        Assert.Equal(2, await RerunAsync(new { stage = "spectrograms" }, 2));
        Assert.Equal(0, await RerunAsync(new { stage = "spectrograms", scope = "missing" }, 0));
        Assert.Equal(2, await RerunAsync(new { stage = "features", scope = "all" }, 2));

        async Task<int> RerunAsync(object rerun, int total)
        {
            var batch = await server.PostAsync("reruns", rerun);
            Assert.Equal("rerun", (string)batch["kind"]!);
            var end = await server.EndOfBatchAsync((string)batch["id"]!, total);
            Assert.Equal(total, Server.Count(end, "done"));
            return (int)end["total"]!;
        }
    }
}
