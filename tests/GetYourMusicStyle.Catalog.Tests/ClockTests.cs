using GetYourMusicStyle.Catalog.Batches;
using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace GetYourMusicStyle.Catalog.Tests;

/// <summary>Clocks that differ, clocks that leap, and workers that were paused.</summary>
[Collection("catalog")]
public sealed class ClockTests(CatalogServer server)
{
    [Theory]
    [InlineData(-60)]
    [InlineData(60)]
    [InlineData(300)]
    [InlineData(-3600)]
    [InlineData(3600)]
    public async Task A_worker_whose_clock_is_wrong_keeps_its_job_while_it_lives_and_loses_it_when_it_is_gone(int seconds)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(CatalogProvider.Postgres, server);
        await using ServiceProvider process = catalog.AnotherProcess(new FakeTimeProvider(catalog.Time.GetUtcNow().AddSeconds(seconds)));
        Backlog worker = process.GetRequiredService<Backlog>();
        await catalog.SubmitAsync("song");
        ClaimedJob job = Assert.Single(await catalog.ClaimAsync(Stage.Featurize));
        ClaimedJob begun = Assert.Single(await worker.BeginAsync([job.Attempt], default));
        Assert.Equal(TimeSpan.Zero, begun.Waited);
        for (int i = 0; i < 4; i++)
        {
            catalog.Time.Advance(TimeSpan.FromSeconds(29));
            Assert.Empty(await catalog.ClaimAsync(Stage.Featurize));
            Assert.Single(await worker.RenewAsync([(job.Attempt, 0.5)], default));
        }

        catalog.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Single(await catalog.ClaimAsync(Stage.Featurize));
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(3600)]
    public async Task Whatever_the_clocks_of_api_dispatcher_and_workers_say_a_track_goes_through(int seconds)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(CatalogProvider.Postgres, server);
        await using ServiceProvider process = catalog.AnotherProcess(new FakeTimeProvider(catalog.Time.GetUtcNow().AddSeconds(seconds)));
        SubmissionStore api = process.GetRequiredService<SubmissionStore>();
        Backlog worker = process.GetRequiredService<Backlog>();
        string sha = CatalogHarness.Sha("song");
        Guid announcement = await api.AnnounceAsync(sha, default);
        Assert.False(await catalog.Tracks.DeleteOrphanAsync(sha, _ => Task.CompletedTask, default));
        SubmissionResult song = await api.SubmitAsync(
            new UploadedFile(sha, 1, "song.mp3", "audio/mpeg"), "song.mp3", null, announcement, CatalogHarness.Model, null, default);
        ClaimedJob job = Assert.Single(await catalog.BeginAsync(Stage.Featurize));
        await worker.RetryLaterAsync(job.Attempt, "error", "Once more.", default);
        catalog.Time.Advance(TimeSpan.FromSeconds(3));
        job = Assert.Single(await worker.BeginAsync([.. (await catalog.ClaimAsync(Stage.Featurize)).Select(j => j.Attempt)], default));
        Assert.True(await worker.FeaturesDoneAsync(job.Attempt, CatalogHarness.Facts(), default));
        await catalog.ScoreAsync();
        JobView done = (await catalog.Jobs.FindAsync(song.JobId, default))!;
        Assert.Equal((JobState.Done, catalog.Time.GetUtcNow().UtcDateTime), (done.State, done.FinishedAt));
    }

    [Theory, BothDatabases]
    public async Task A_worker_that_was_paused_goes_on_with_its_job_if_nobody_has_begun_it(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server, o => o.MaxLosses = 2);
        await catalog.SubmitAsync("ten hours");
        ClaimedJob job = Assert.Single(await catalog.BeginAsync(Stage.Featurize));
        for (int pause = 0; pause < 5; pause++)
        {
            catalog.Time.Advance(TimeSpan.FromHours(8));
            ClaimedJob again = Assert.Single(await catalog.ClaimAsync(Stage.Featurize));
            Assert.Equal(job.Attempt, Assert.Single(await catalog.Backlog.RenewAsync([(job.Attempt, 0.5)], default)));
            Assert.Empty(await catalog.Backlog.BeginAsync([again.Attempt], default));
        }

        Assert.True(await catalog.Backlog.FeaturesDoneAsync(job.Attempt, CatalogHarness.Facts(), default));
    }

    [Theory, BothDatabases]
    public async Task A_worker_that_comes_back_after_another_has_begun_takes_its_crash_back(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        await catalog.SubmitAsync("song");
        ClaimedJob paused = Assert.Single(await catalog.BeginAsync(Stage.Featurize));
        for (int i = 0; i < 5; i++)
        {
            catalog.Time.Advance(TimeSpan.FromSeconds(31));
            ClaimedJob next = Assert.Single(await catalog.BeginAsync(Stage.Featurize));
            Assert.True(next.RunIsolated);
            Assert.Empty(await catalog.Backlog.RenewAsync([(paused.Attempt, 0.5)], default));
            Assert.False(await catalog.Backlog.FeaturesDoneAsync(paused.Attempt, CatalogHarness.Facts(9), default));
            await catalog.Backlog.ReturnAsync(paused.Attempt, default);
            paused = next;
        }

        await catalog.Backlog.ReleaseAsync(paused.Attempt, TimeSpan.Zero, default);
        Assert.False(Assert.Single(await catalog.ClaimAsync(Stage.Featurize)).RunIsolated);
    }

    [Theory, BothDatabases]
    public async Task A_job_that_was_quarantined_under_a_paused_worker_waits_again_when_it_comes_back(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server, o => o.MaxLosses = 1);
        SubmissionResult song = await catalog.SubmitAsync("song");
        ClaimedJob paused = Assert.Single(await catalog.BeginAsync(Stage.Featurize));
        catalog.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(await catalog.ClaimAsync(Stage.Featurize));
        Assert.Equal("quarantined", (await catalog.Jobs.FindAsync(song.JobId, default))!.ErrorCode);
        Assert.Empty(await catalog.Backlog.RenewAsync([(paused.Attempt, 0.5)], default));

        await catalog.Backlog.ReturnAsync(paused.Attempt, default);

        JobView view = (await catalog.Jobs.FindAsync(song.JobId, default))!;
        Assert.Equal((JobState.Queued, null, null), (view.State, view.ErrorCode, view.FinishedAt));
        await catalog.ProcessAsync();
        Assert.Equal(JobState.Done, await catalog.StateAsync(song.JobId));
    }

    [Theory, BothDatabases]
    public async Task A_worker_that_comes_back_for_a_job_that_has_ended_changes_nothing(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server, o => o.MaxLosses = 1);
        SubmissionResult cancelled = await catalog.SubmitAsync("cancelled"), newer = await catalog.SubmitAsync("newer");
        IReadOnlyList<ClaimedJob> paused = await catalog.BeginAsync(Stage.Featurize);
        await catalog.Jobs.CancelAsync(cancelled.JobId, default);
        catalog.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(await catalog.ClaimAsync(Stage.Featurize));
        await catalog.SubmitAsync("newer");     // revives the quarantined one, which forgets its crashes
        ClaimedJob revived = Assert.Single(await catalog.BeginAsync(Stage.Featurize));

        foreach (ClaimedJob job in paused)
        {
            Assert.Empty(await catalog.Backlog.RenewAsync([(job.Attempt, 0.5)], default));
            await catalog.Backlog.ReturnAsync(job.Attempt, default);
        }

        Assert.Equal(JobState.Cancelled, await catalog.StateAsync(cancelled.JobId));
        Assert.Equal(0, await catalog.NumberAsync("SELECT sum(worker_crashes) FROM jobs"));
        Assert.Single(await catalog.Backlog.RenewAsync([(revived.Attempt, 0.5)], default));
        Assert.Equal(newer.JobId, revived.Attempt.JobId);
    }

    [Theory, BothDatabases]
    public async Task A_dispatcher_that_spares_workers_claims_what_nobody_works_on(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        SubmissionResult begun = await catalog.SubmitAsync("begun");
        await catalog.BeginAsync(Stage.Featurize);
        SubmissionResult sent = await catalog.SubmitAsync("sent");
        await catalog.ClaimAsync(Stage.Featurize);
        SubmissionResult waiting = await catalog.SubmitAsync("waiting");
        catalog.Time.Advance(TimeSpan.FromHours(1));

        IReadOnlyList<ClaimedJob> spared = await catalog.Backlog.ClaimAsync(Stage.Featurize, QueuePriority.Interactive, 9, default, sparing: true);

        Assert.Equal([sent.JobId, waiting.JobId], spared.Select(job => job.Attempt.JobId).Order());
        Assert.Equal(begun.JobId, Assert.Single(await catalog.ClaimAsync(Stage.Featurize)).Attempt.JobId);
    }

    [Theory, BothDatabases]
    public async Task A_clock_that_was_set_back_prolongs_neither_leases_nor_pauses(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        SubmissionResult waiting = await catalog.SubmitAsync("waiting"), begun = await catalog.SubmitAsync("begun"), sent = await catalog.SubmitAsync("sent");
        IReadOnlyList<ClaimedJob> claimed = await catalog.ClaimAsync(Stage.Featurize);
        await catalog.Backlog.BeginAsync([claimed.Single(job => job.Attempt.JobId == begun.JobId).Attempt], default);
        await catalog.Backlog.UnclaimAsync([claimed.Single(job => job.Attempt.JobId == waiting.JobId).Attempt], TimeSpan.Zero, default);
        catalog.Time.Advance(TimeSpan.FromHours(-1));
        Assert.Empty(await catalog.ClaimAsync(Stage.Featurize));

        await catalog.Backlog.ClockSetBackAsync(TimeSpan.Zero, default);

        Assert.Equal(waiting.JobId, Assert.Single(await catalog.ClaimAsync(Stage.Featurize)).Attempt.JobId);
        catalog.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(begun.JobId, Assert.Single(await catalog.ClaimAsync(Stage.Featurize)).Attempt.JobId);
        catalog.Time.Advance(TimeSpan.FromSeconds(270));
        Assert.Contains(sent.JobId, (await catalog.ClaimAsync(Stage.Featurize)).Select(job => job.Attempt.JobId));
    }
}
