using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.EndToEnd.Tests.Deployments;
using GetYourMusicStyle.EndToEnd.Tests.Media;
using Xunit.Abstractions;

namespace GetYourMusicStyle.EndToEnd.Tests;

public sealed class QueueTests(Deployment deployment, ITestOutputHelper output) : DeploymentTest(deployment, output)
{
    [Fact]
    public async Task A_cancelled_batch_stops()
    {
        var songs = Music.Short(100);
        var batch = await Client.CreateBatchAsync();
        await Client.UploadAsync(songs, batch);
        await Until.TrueAsync(async () => await Catalog.HeldAsync(batch, Stage.Featurize) > 0, "the batch is in work");
        await Client.DeleteAsync($"batches/{batch}");
        var end = await Deployment.EndAsync(batch, songs.Count);
        var counts = end.GetProperty("counts").GetRawText();
        Assert.True(end.GetProperty("counts").GetProperty("cancelled").GetInt32() > 0, counts);

        var next = Music.Short(5);      // workers go on with something else
        var other = await Client.CreateBatchAsync();
        await Client.UploadAsync(next, other);
        await Deployment.ProveAsync(other, next);
        Assert.Equal(counts, (await Client.BatchAsync(batch)).GetProperty("counts").GetRawText());
        Assert.All(await Catalog.SubmissionsAsync(batch), row => Assert.True(row.State == JobState.Done ? row.Scores == row.WindowCount : row is { State: JobState.Cancelled, Scores: 0 }, $"{row}"));
    }

    [Fact]
    public async Task A_paused_queue_holds_and_goes_on_when_it_is_resumed()
    {
        var songs = Music.Short(200);
        var batch = await Client.CreateBatchAsync();
        await Client.PostAsync("queues/score/pause");
        await Client.UploadAsync(songs, batch);
        await Until.EqualAsync(200L, () => WaitingAsync(batch, Stage.Score));       // all that comes before the queue is done, and nothing behind it
        var queue = (await Client.GetAsync("queues")).GetProperty("items").EnumerateArray().Single(queue => queue.GetProperty("name").GetString() == "score");
        Assert.Equal((true, 200, 0), (queue.GetProperty("paused").GetBoolean(), queue.GetProperty("waiting").GetInt32(), queue.GetProperty("in_flight").GetInt32()));
        Assert.Equal(0, await Catalog.DoneAsync(batch));
        await Client.PostAsync("queues/score/resume");
        await Deployment.ProveAsync(batch, songs);
    }

    [Fact]
    public async Task A_long_file_does_not_starve_short_ones()
    {
        var album = await Client.UploadAsync(Music.Long(seconds: 3 * 3600), batch: null);
        string job = $"jobs/{album.GetProperty("id").GetGuid()}";
        await Until.TrueAsync(async () => (await StateAsync(job)) == "featurizing", "the long file is in work");
        var songs = Music.Short(20);
        var batch = await Client.CreateBatchAsync();
        await Client.UploadAsync(songs, batch);
        await Deployment.EndAsync(batch, songs.Count);
        Assert.Equal("featurizing", await StateAsync(job));
        await Client.DeleteAsync(job);
        await Deployment.ProveAsync(batch, songs);
    }

    private async Task<string> StateAsync(string job) => (await Client.GetAsync(job)).GetProperty("state").GetString()!;

    private Task<long> WaitingAsync(Guid batch, Stage stage) => Catalog.ScalarAsync<long>(
        "SELECT count(*) FROM submissions s JOIN jobs j ON j.id = s.job_id WHERE s.batch_id = $1 AND j.stage = $2 AND j.lease <> $3 AND j.finished_at IS NULL",
        batch, (short)stage, (short)Lease.Begun);
}
