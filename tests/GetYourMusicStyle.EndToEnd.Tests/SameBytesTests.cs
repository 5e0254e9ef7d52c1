using GetYourMusicStyle.EndToEnd.Tests.Deployments;
using GetYourMusicStyle.EndToEnd.Tests.Media;
using Xunit.Abstractions;

namespace GetYourMusicStyle.EndToEnd.Tests;

public sealed class SameBytesTests(Deployment deployment, ITestOutputHelper output) : DeploymentTest(deployment, output)
{
    [Fact]
    public async Task The_same_bytes_from_twenty_clients_in_two_batches_are_one_track_and_one_job()
    {
        var song = Music.Short(1)[0];
        var (kept, cancelled) = (await Client.CreateBatchAsync("kept"), await Client.CreateBatchAsync("cancelled"));
        await Client.PostAsync("queues/score/pause");       // so that the work cannot end before the cancellation
        var jobs = await Task.WhenAll(Enumerable.Range(0, 20).Select(async client =>
        {
            using var one = new ApiClient(Deployment.Api.Address, Deployment.Key);
            return await one.UploadAsync(song, client % 2 == 0 ? kept : cancelled, $"client {client}.wav");
        }));
        Assert.Single(jobs.Select(job => job.GetProperty("id").GetGuid()).Distinct());
        await Client.DeleteAsync($"batches/{cancelled}");
        await Client.PostAsync("queues/score/resume");

        var kind = await Deployment.EndAsync(kept, 10);
        Assert.Equal(10, kind.GetProperty("counts").GetProperty("done").GetInt32());
        var dropped = await Deployment.EndAsync(cancelled, 10);
        Assert.Equal(10, dropped.GetProperty("counts").GetProperty("cancelled").GetInt32());
        Assert.Equal(1, await Catalog.ScalarAsync<long>("SELECT count(*) FROM tracks WHERE sha256 = $1", song.Sha256));
        Assert.Equal(1, await Catalog.ScalarAsync<long>("SELECT count(*) FROM jobs j JOIN tracks t ON t.id = j.track_id WHERE t.sha256 = $1", song.Sha256));
        Assert.All(await Catalog.SubmissionsAsync(kept), row => Assert.Equal((song.Windows!.Value, song.Windows.Value), ((int)row.Scores, (int)row.DistinctScores)));
        await Deployment.ProveIdleAsync();
    }
}
