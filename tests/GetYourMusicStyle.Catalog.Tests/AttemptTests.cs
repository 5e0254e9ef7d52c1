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
        await using World world = await World.CreateAsync(provider, server);
        await world.SubmitAsync("song");
        ClaimedJob ticket = Assert.Single(await world.ClaimAsync(Stage.Featurize));
        Assert.Single(await world.Backlog.BeginAsync([ticket.Attempt, ticket.Attempt], default));
        Assert.Empty(await world.Backlog.BeginAsync([ticket.Attempt], default));
    }

    [Theory, BothDatabases]
    public async Task Of_many_that_begin_the_same_attempt_at_once_one_does(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server);
        for (int i = 0; i < 10; i++)
            await world.SubmitAsync($"song {i}");
        JobAttempt[] attempts = [.. (await world.ClaimAsync(Stage.Featurize)).Select(t => t.Attempt)];
        IReadOnlyList<ClaimedJob>[] begun = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => Task.Run(() => world.Backlog.BeginAsync([.. i % 2 == 0 ? attempts : attempts.Reverse()], default))));
        Assert.Equal(10, begun.Sum(b => b.Count));
        Assert.Equal(10, begun.SelectMany(b => b).DistinctBy(t => t.Attempt).Count());
    }

    [Theory, BothDatabases]
    public async Task A_stale_attempt_that_finishes_late_changes_nothing(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server);
        SubmissionResult song = await world.SubmitAsync("song");
        await world.FeaturizeAsync();
        ClaimedJob stale = Assert.Single(await world.BeginAsync(Stage.Score));
        world.Time.Advance(TimeSpan.FromMinutes(1));
        ClaimedJob present = Assert.Single(await world.BeginAsync(Stage.Score));
        Assert.Equal(stale.Attempt.Attempt + 1, present.Attempt.Attempt);
        JobView before = (await world.Jobs.FindAsync(song.JobId, default))!;

        Assert.Empty(await world.ScoresDoneAsync([stale], genre: "techno", windows: 9));
        Assert.Empty(await world.Backlog.RenewAsync([(stale.Attempt, 0.9)], default));
        Assert.False(await world.Backlog.FeaturesDoneAsync(stale.Attempt, World.Facts(9), default));
        Assert.False(await world.Backlog.SpectrogramImagesDoneAsync(stale.Attempt, "other", default));
        Assert.False(await world.Backlog.BackToFeaturesAsync(stale.Attempt, default));
        await world.Backlog.FailAsync(stale.Attempt, "damaged", "It is damaged.", default);
        await world.Backlog.RetryLaterAsync(stale.Attempt, "storage", "The store is away.", default);
        await world.Backlog.ReleaseAsync(stale.Attempt, TimeSpan.FromHours(1), default);
        await world.Backlog.UnclaimAsync([stale.Attempt], TimeSpan.FromHours(1), default);

        Assert.Equal(before, await world.Jobs.FindAsync(song.JobId, default));
        Assert.Equal(0, await world.NumberAsync("SELECT count(*) FROM window_scores"));
        Assert.Equal(0, await world.NumberAsync("SELECT count(*) FROM track_summaries"));
        Assert.Equal([present.Attempt], await world.ScoresDoneAsync([stale, present]));
        Assert.Equal(3, await world.NumberAsync("SELECT count(*) FROM window_scores"));
        Assert.Equal("metal", (await world.Library.FindAsync(song.TrackId, World.Model, default))!.Summary!.Genre);
    }

    [Theory, BothDatabases]
    public async Task Results_that_come_twice_give_one_row_a_window(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server);
        await world.SubmitAsync("song");
        await world.FeaturizeAsync();
        ClaimedJob ticket = Assert.Single(await world.BeginAsync(Stage.Score));
        IReadOnlyList<JobAttempt>[] counted = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Task.Run(() => world.ScoresDoneAsync([ticket, ticket]))));
        Assert.Equal(1, counted.Sum(c => c.Count));
        Assert.Equal(3, await world.NumberAsync("SELECT count(*) FROM window_scores"));
        Assert.Equal(1, await world.NumberAsync("SELECT count(*) FROM track_summaries"));
        Assert.Equal(1, await world.NumberAsync("SELECT count(*) FROM model_versions"));
    }

    [Theory, BothDatabases]
    public async Task A_worker_that_survived_a_cancellation_cannot_finish_the_revived_job(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server);
        SubmissionResult song = await world.SubmitAsync("song");
        ClaimedJob frozen = Assert.Single(await world.BeginAsync(Stage.Featurize));
        await world.Jobs.CancelAsync(song.JobId, default);
        Assert.Empty(await world.Backlog.RenewAsync([(frozen.Attempt, 0.5)], default));
        Assert.Equal(JobState.Cancelled, await world.StateAsync(song.JobId));
        Assert.True((await world.SubmitAsync("song")).Queued);
        ClaimedJob next = Assert.Single(await world.BeginAsync(Stage.Featurize));
        Assert.False(await world.Backlog.FeaturesDoneAsync(frozen.Attempt, World.Facts(), default));
        Assert.True(await world.Backlog.FeaturesDoneAsync(next.Attempt, World.Facts(), default));
    }

    [Theory, BothDatabases]
    public async Task A_cancelled_job_is_not_begun_though_its_message_is_on_the_way(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server);
        SubmissionResult song = await world.SubmitAsync("song");
        ClaimedJob sent = Assert.Single(await world.ClaimAsync(Stage.Featurize));
        await world.Jobs.CancelAsync(song.JobId, default);
        Assert.Empty(await world.Backlog.BeginAsync([sent.Attempt], default));
        world.Time.Advance(TimeSpan.FromHours(1));
        Assert.Empty(await world.ClaimAsync(Stage.Featurize));
    }
}
