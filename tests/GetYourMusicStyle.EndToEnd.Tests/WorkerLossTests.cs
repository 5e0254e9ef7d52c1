using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.EndToEnd.Tests.Deployments;
using GetYourMusicStyle.EndToEnd.Tests.Media;
using Xunit.Abstractions;

namespace GetYourMusicStyle.EndToEnd.Tests;

public sealed class WorkerLossTests(Deployment deployment, ITestOutputHelper output) : DeploymentTest(deployment, output)
{
    [Fact]
    public async Task A_feature_worker_killed_in_the_middle_of_a_batch_costs_nothing()
    {
        List<Song> songs = [.. Music.Short(200), .. Music.Samples(), .. Music.Unusable()];
        var batch = await Client.CreateBatchAsync();
        var uploads = Client.UploadAsync(songs, batch);
        await MiddleAsync(batch);
        await KillHoldingAsync(Deployment.Feature, batch, Stage.Featurize);
        Assert.True(await Catalog.DoneAsync(batch) < 150);
        Deployment.Add("feature-worker");
        await uploads;
        await Deployment.ProveAsync(batch, songs);
    }

    [Fact]
    public async Task A_scoring_worker_killed_in_the_middle_of_a_batch_costs_nothing()
    {
        var songs = Music.Short(200);
        var batch = await Client.CreateBatchAsync();
        var uploads = Client.UploadAsync(songs, batch);
        await MiddleAsync(batch);
        await KillHoldingAsync(Deployment.Scoring, batch, Stage.Score);
        Assert.True(await Catalog.DoneAsync(batch) < 190);
        Deployment.Add("scoring-worker");
        await uploads;
        await Deployment.ProveAsync(batch, songs);
    }

    [Fact]
    public async Task A_worker_that_is_stopped_releases_its_jobs_without_counting_a_crash()
    {
        var songs = Music.Short(60);
        var batch = await Client.CreateBatchAsync();
        await Client.PostAsync("queues/score/pause");       // a stage that has ended forgets its worker_crashes
        await Client.UploadAsync(songs, batch);
        await Until.TrueAsync(async () => await Catalog.HeldAsync(batch, Stage.Featurize) > 0, "the worker holds jobs");
        Assert.Equal(0, await Deployment.Feature.TerminateAsync());
        Assert.Equal(0, await Catalog.HeldAsync(batch, Stage.Featurize));
        Assert.Equal(0L, await Catalog.ScalarAsync<long>("SELECT coalesce(sum(worker_crashes), 0) FROM jobs WHERE finished_at IS NULL"));
        await Client.PostAsync("queues/score/resume");
        Deployment.Feature.Start();
        await Deployment.ProveAsync(batch, songs);
    }
}
