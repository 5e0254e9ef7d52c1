using GetYourMusicStyle.Catalog.Batches;
using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;

namespace GetYourMusicStyle.Catalog.Tests;

/// <summary>Only the present attempt of a job counts.</summary>
[Collection("catalog")]
public sealed class AttemptTests(CatalogServer server)
{
    [Theory, BothDatabases]
    public async Task A_message_that_comes_twice_begins_once(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        await catalog.SubmitAsync("song");
        ClaimedJob job = Assert.Single(await catalog.ClaimAsync(Stage.Featurize));
        Assert.Single(await catalog.Backlog.BeginAsync([job.Attempt, job.Attempt], default));
        Assert.Empty(await catalog.Backlog.BeginAsync([job.Attempt], default));
    }

    [Theory, BothDatabases]
    public async Task Of_many_that_begin_the_same_attempt_at_once_one_does(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        for (int i = 0; i < 10; i++)
            await catalog.SubmitAsync($"song {i}");
        JobAttempt[] attempts = [.. (await catalog.ClaimAsync(Stage.Featurize)).Select(t => t.Attempt)];
        IReadOnlyList<ClaimedJob>[] begun = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => Task.Run(() => catalog.Backlog.BeginAsync([.. i % 2 == 0 ? attempts : attempts.Reverse()], default))));
        Assert.Equal(10, begun.Sum(b => b.Count));
        Assert.Equal(10, begun.SelectMany(b => b).DistinctBy(t => t.Attempt).Count());
    }

    [Theory, BothDatabases]
    public async Task A_stale_attempt_that_finishes_late_changes_nothing(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        SubmissionResult song = await catalog.SubmitAsync("song");
        await catalog.FeaturizeAsync();
        ClaimedJob stale = Assert.Single(await catalog.BeginAsync(Stage.Score));
        catalog.Time.Advance(TimeSpan.FromMinutes(1));
        ClaimedJob present = Assert.Single(await catalog.BeginAsync(Stage.Score));
        Assert.Equal(stale.Attempt.Attempt + 1, present.Attempt.Attempt);
        JobView before = (await catalog.Jobs.FindAsync(song.JobId, default))!;

        Assert.Empty(await catalog.ScoresDoneAsync([stale], genre: "techno", windows: 9));
        Assert.Empty(await catalog.Backlog.RenewAsync([(stale.Attempt, 0.9)], default));
        Assert.False(await catalog.Backlog.FeaturesDoneAsync(stale.Attempt, CatalogHarness.Facts(9), default));
        Assert.False(await catalog.Backlog.SpectrogramImagesDoneAsync(stale.Attempt, "other", default));
        Assert.False(await catalog.Backlog.BackToFeaturesAsync(stale.Attempt, default));
        await catalog.Backlog.FailAsync(stale.Attempt, "damaged", "It is damaged.", default);
        await catalog.Backlog.RetryLaterAsync(stale.Attempt, "storage", "The store is away.", default);
        await catalog.Backlog.ReleaseAsync(stale.Attempt, TimeSpan.FromHours(1), default);
        await catalog.Backlog.UnclaimAsync([stale.Attempt], TimeSpan.FromHours(1), default);

        Assert.Equal(before, await catalog.Jobs.FindAsync(song.JobId, default));
        Assert.Equal(0, await catalog.NumberAsync("SELECT count(*) FROM window_scores"));
        Assert.Equal(0, await catalog.NumberAsync("SELECT count(*) FROM track_summaries"));
        Assert.Equal([present.Attempt], await catalog.ScoresDoneAsync([stale, present]));
        Assert.Equal(3, await catalog.NumberAsync("SELECT count(*) FROM window_scores"));
        Assert.Equal("metal", (await catalog.Tracks.FindAsync(song.TrackId, CatalogHarness.Model, default))!.Summary!.Genre);
    }

    [Theory, BothDatabases]
    public async Task Results_that_come_twice_give_one_row_a_window(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        await catalog.SubmitAsync("song");
        await catalog.FeaturizeAsync();
        ClaimedJob job = Assert.Single(await catalog.BeginAsync(Stage.Score));
        IReadOnlyList<JobAttempt>[] counted = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Task.Run(() => catalog.ScoresDoneAsync([job, job]))));
        Assert.Equal(1, counted.Sum(c => c.Count));
        Assert.Equal(3, await catalog.NumberAsync("SELECT count(*) FROM window_scores"));
        Assert.Equal(1, await catalog.NumberAsync("SELECT count(*) FROM track_summaries"));
        Assert.Equal(1, await catalog.NumberAsync("SELECT count(*) FROM model_versions"));
    }

    [Theory, BothDatabases]
    public async Task A_worker_that_survived_a_cancellation_cannot_finish_the_revived_job(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        SubmissionResult song = await catalog.SubmitAsync("song");
        ClaimedJob frozen = Assert.Single(await catalog.BeginAsync(Stage.Featurize));
        await catalog.Jobs.CancelAsync(song.JobId, default);
        Assert.Empty(await catalog.Backlog.RenewAsync([(frozen.Attempt, 0.5)], default));
        Assert.Equal(JobState.Cancelled, await catalog.StateAsync(song.JobId));
        Assert.True((await catalog.SubmitAsync("song")).Queued);
        ClaimedJob next = Assert.Single(await catalog.BeginAsync(Stage.Featurize));
        Assert.False(await catalog.Backlog.FeaturesDoneAsync(frozen.Attempt, CatalogHarness.Facts(), default));
        Assert.True(await catalog.Backlog.FeaturesDoneAsync(next.Attempt, CatalogHarness.Facts(), default));
    }

    [Theory, BothDatabases]
    public async Task A_cancelled_job_is_not_begun_though_its_message_is_on_the_way(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        SubmissionResult song = await catalog.SubmitAsync("song");
        ClaimedJob sent = Assert.Single(await catalog.ClaimAsync(Stage.Featurize));
        await catalog.Jobs.CancelAsync(song.JobId, default);
        Assert.Empty(await catalog.Backlog.BeginAsync([sent.Attempt], default));
        catalog.Time.Advance(TimeSpan.FromHours(1));
        Assert.Empty(await catalog.ClaimAsync(Stage.Featurize));
    }
}
