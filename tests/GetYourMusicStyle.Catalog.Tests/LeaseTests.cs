using GetYourMusicStyle.Catalog.Batches;
using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;

namespace GetYourMusicStyle.Catalog.Tests;

/// <summary>What happens when workers, messages and stores fail.</summary>
[Collection("catalog")]
public sealed class LeaseTests(CatalogServer server)
{
    [Theory, BothDatabases]
    public async Task A_snapshot_tells_which_queues_have_something_to_send(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        Assert.DoesNotContain((await catalog.Backlog.SnapshotAsync(default)).Queues, queue => queue.Due || queue.Outstanding > 0);
        await catalog.SubmitAsync("song");
        QueueSnapshot due = Assert.Single((await catalog.Backlog.SnapshotAsync(default)).Queues, queue => queue.Due);
        Assert.Equal(new QueueSnapshot(Stage.Featurize, QueuePriority.Interactive, 0, true), due);
        await catalog.Stages.PauseAsync(Stage.Featurize, default);
        Assert.DoesNotContain((await catalog.Backlog.SnapshotAsync(default)).Queues, queue => queue.Due);
        await catalog.Stages.ResumeAsync(Stage.Featurize, default);
        await catalog.ClaimAsync(Stage.Featurize);
        Assert.Equal(due with { Outstanding = 1, Due = false }, Assert.Single((await catalog.Backlog.SnapshotAsync(default)).Queues, queue => queue.Outstanding > 0));
    }

    [Theory, BothDatabases]
    public async Task A_lost_message_is_sent_again_when_its_lease_has_run_out_without_blame(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        await catalog.SubmitAsync("song");
        ClaimedJob first = Assert.Single(await catalog.ClaimAsync(Stage.Featurize));
        catalog.Time.Advance(TimeSpan.FromSeconds(299));
        Assert.Empty(await catalog.ClaimAsync(Stage.Featurize));
        Assert.Equal(1, await catalog.OutstandingAsync(Stage.Featurize, QueuePriority.Interactive));
        catalog.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, await catalog.OutstandingAsync(Stage.Featurize, QueuePriority.Interactive));
        ClaimedJob second = Assert.Single(await catalog.ClaimAsync(Stage.Featurize));
        Assert.Equal(first, second);
        Assert.False(second.RunIsolated);
    }

    [Theory, BothDatabases]
    public async Task A_worker_that_renews_keeps_its_job(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        await catalog.SubmitAsync("song");
        ClaimedJob job = Assert.Single(await catalog.BeginAsync(Stage.Featurize));
        for (int i = 0; i < 10; i++)
        {
            catalog.Time.Advance(TimeSpan.FromSeconds(20));
            Assert.Empty(await catalog.ClaimAsync(Stage.Featurize));
            Assert.Single(await catalog.Backlog.RenewAsync([(job.Attempt, i / 10.0)], default));
        }
    }

    [Theory, BothDatabases]
    public async Task A_file_that_crashes_three_workers_is_quarantined_and_its_neighbours_are_not(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        SubmissionResult poison = await catalog.SubmitAsync("poison");
        SubmissionResult neighbour = await catalog.SubmitAsync("neighbour");
        for (int loss = 0; loss < 3; loss++)
        {
            IReadOnlyList<ClaimedJob> begun = await catalog.BeginAsync(Stage.Featurize);
            Assert.All(begun, t => Assert.Equal(loss > 0, t.RunIsolated));
            // Jobs that crashed a worker run isolated, so that the neighbour is lost with the first crash only and finishes at its next attempt.
            if (loss == 1)
            {
                ClaimedJob innocent = Assert.Single(begun, t => t.Attempt.JobId == neighbour.JobId);
                Assert.True(await catalog.Backlog.FeaturesDoneAsync(innocent.Attempt, CatalogHarness.Facts(), default));
            }

            Assert.Contains(begun, t => t.Attempt.JobId == poison.JobId);
            catalog.Time.Advance(TimeSpan.FromSeconds(31));
        }

        Assert.Empty(await catalog.ClaimAsync(Stage.Featurize));
        JobView failed = (await catalog.Jobs.FindAsync(poison.JobId, default))!;
        Assert.Equal((JobState.Failed, "quarantined"), (failed.State, failed.ErrorCode));
        Assert.NotNull(failed.FinishedAt);
        Assert.False(Assert.Single(await catalog.ClaimAsync(Stage.Score)).RunIsolated);
        catalog.Time.Advance(TimeSpan.FromHours(1));
        Assert.Empty(await catalog.ClaimAsync(Stage.Featurize));
    }

    [Theory, BothDatabases]
    public async Task A_job_given_back_is_due_after_its_delay_without_blame(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        await catalog.SubmitAsync("song");
        for (int i = 0; i < 5; i++)
        {
            ClaimedJob job = Assert.Single(await catalog.BeginAsync(Stage.Featurize));
            Assert.False(job.RunIsolated);
            await catalog.Backlog.ReleaseAsync(job.Attempt, TimeSpan.FromSeconds(30), default);
            Assert.Empty(await catalog.ClaimAsync(Stage.Featurize));
            catalog.Time.Advance(TimeSpan.FromSeconds(30));
        }
    }

    [Theory, BothDatabases]
    public async Task A_claim_that_could_not_be_sent_is_taken_back(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        await catalog.SubmitAsync("song");
        ClaimedJob job = Assert.Single(await catalog.ClaimAsync(Stage.Featurize));
        await catalog.Backlog.UnclaimAsync([job.Attempt], TimeSpan.FromSeconds(2), default);
        Assert.Empty(await catalog.Backlog.BeginAsync([job.Attempt], default));
        catalog.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(job, Assert.Single(await catalog.ClaimAsync(Stage.Featurize)));
    }

    [Theory, BothDatabases]
    public async Task A_transient_failure_is_retried_with_growing_delays_and_then_told(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server, o => o.MaxRetries = 3);
        SubmissionResult song = await catalog.SubmitAsync("song");
        for (int retry = 0; retry < 3; retry++)
        {
            ClaimedJob job = Assert.Single(await catalog.BeginAsync(Stage.Featurize));
            await catalog.Backlog.RetryLaterAsync(job.Attempt, "storage", "The store does not answer.", default);
            double pause = 2 * Math.Pow(2, retry);
            catalog.Time.Advance(TimeSpan.FromSeconds(0.7 * pause));
            Assert.Empty(await catalog.ClaimAsync(Stage.Featurize));
            catalog.Time.Advance(TimeSpan.FromSeconds(0.6 * pause));
        }

        ClaimedJob last = Assert.Single(await catalog.BeginAsync(Stage.Featurize));
        await catalog.Backlog.RetryLaterAsync(last.Attempt, "storage", "The store does not answer.", default);
        JobView failed = (await catalog.Jobs.FindAsync(song.JobId, default))!;
        Assert.Equal((JobState.Failed, "storage", "The store does not answer."), (failed.State, failed.ErrorCode, failed.ErrorMessage));
    }

    [Theory]
    [InlineData(CatalogProvider.Sqlite, 0.0, 1.5)]
    [InlineData(CatalogProvider.Sqlite, 0.5, 2.0)]
    [InlineData(CatalogProvider.Postgres, 0.5, 2.0)]
    public async Task A_retry_is_due_after_its_delay_with_a_jitter_of_a_quarter(CatalogProvider provider, double random, double seconds)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server, random: new FixedRandom(random));
        await catalog.SubmitAsync("song");
        ClaimedJob job = Assert.Single(await catalog.BeginAsync(Stage.Featurize));
        await catalog.Backlog.RetryLaterAsync(job.Attempt, "storage", "The store does not answer.", default);
        catalog.Time.Advance(TimeSpan.FromSeconds(seconds - 0.001));
        Assert.Empty(await catalog.ClaimAsync(Stage.Featurize));
        catalog.Time.Advance(TimeSpan.FromSeconds(0.001));
        Assert.Single(await catalog.ClaimAsync(Stage.Featurize));
    }

    [Theory, BothDatabases]
    public async Task Lost_features_are_made_again_but_not_for_ever(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server, o => o.MaxRetries = 2);
        SubmissionResult song = await catalog.SubmitAsync("song");
        for (int i = 0; i < 3; i++)
        {
            await catalog.FeaturizeAsync();
            ClaimedJob job = Assert.Single(await catalog.BeginAsync(Stage.Score));
            Assert.True(await catalog.Backlog.BackToFeaturesAsync(job.Attempt, default));
        }

        Assert.Equal("features-missing", (await catalog.Jobs.FindAsync(song.JobId, default))!.ErrorCode);
    }

    [Theory, BothDatabases]
    public async Task A_paused_stage_holds_and_others_do_not(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        await catalog.SubmitAsync("begun");
        ClaimedJob begun = Assert.Single(await catalog.BeginAsync(Stage.Featurize));
        await catalog.SubmitAsync("sent");
        ClaimedJob sent = Assert.Single(await catalog.ClaimAsync(Stage.Featurize));
        await catalog.SubmitAsync("waiting");
        await catalog.Stages.PauseAsync(Stage.Featurize, default);
        catalog.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Empty(await catalog.ClaimAsync(Stage.Featurize));
        Assert.Empty(await catalog.Backlog.BeginAsync([sent.Attempt], default));
        Assert.True(await catalog.Backlog.FeaturesDoneAsync(begun.Attempt, CatalogHarness.Facts(), default));
        Assert.Single(await catalog.ClaimAsync(Stage.Score));
        StageView[] views = [.. await catalog.Stages.ListAsync(default)];
        Assert.Equal([Stage.Featurize, Stage.Score, Stage.Spectrograms], views.Select(v => v.Stage));
        Assert.Equal((2, 0, 1), (views[0].Waiting, views[0].InFlight, views[0].DoneLastMinute));
        Assert.NotNull(views[0].PausedAt);
        Assert.Null(views[1].PausedAt);
        Assert.Equal((1, 0, 0), (views[1].Waiting, views[1].InFlight, views[1].DoneLastMinute));

        await catalog.Stages.ResumeAsync(Stage.Featurize, default);
        Assert.Equal(2, (await catalog.BeginAsync(Stage.Featurize)).Count);
    }

    [Theory, BothDatabases]
    public async Task A_restart_of_the_only_process_frees_what_it_held(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        await catalog.SubmitAsync("begun");
        await catalog.BeginAsync(Stage.Featurize);
        await catalog.SubmitAsync("sent");
        await catalog.ClaimAsync(Stage.Featurize);
        await catalog.Backlog.FreeAllLeasesAsync(default);
        IReadOnlyList<ClaimedJob> free = await catalog.ClaimAsync(Stage.Featurize);
        Assert.Equal([false, true], free.Select(t => t.RunIsolated).Order());
    }

    [Theory, BothDatabases]
    public async Task Dispatchers_side_by_side_never_claim_a_job_twice(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        Guid batch = await catalog.Batches.CreateAsync("library", default);
        for (int i = 0; i < 200; i++)
            await catalog.SubmitAsync($"song {i}", batch);
        IEnumerable<ClaimedJob>[] claims = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            List<ClaimedJob> mine = [];
            while (await catalog.Backlog.ClaimAsync(Stage.Featurize, QueuePriority.Bulk, 7, default) is { Count: > 0 } claimed)
                mine.AddRange(claimed);
            return mine.AsEnumerable();
        })));
        Guid[] jobs = [.. claims.SelectMany(c => c).Select(t => t.Attempt.JobId)];
        Assert.Equal(200, jobs.Length);
        Assert.Equal(200, jobs.Distinct().Count());
    }

    [Theory, BothDatabases]
    public async Task The_oldest_come_first_and_large_files_have_a_queue_of_their_own(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        Guid batch = await catalog.Batches.CreateAsync(null, default);
        List<Guid> order = [];
        for (int i = 0; i < 5; i++)
        {
            order.Add((await catalog.SubmitAsync($"song {i}", batch)).JobId);
            catalog.Time.Advance(TimeSpan.FromSeconds(1));
        }

        SubmissionResult large = await catalog.SubmitAsync("ten hours", batch, size: 500_000_000);
        SubmissionResult largeAlone = await catalog.SubmitAsync("twelve hours", size: 500_000_000);
        Assert.Equal(order[..3], (await catalog.Backlog.ClaimAsync(Stage.Featurize, QueuePriority.Bulk, 3, default)).Select(t => t.Attempt.JobId).Order());
        Assert.Empty(await catalog.Backlog.ClaimAsync(Stage.Featurize, QueuePriority.Interactive, 9, default));
        Assert.Equal(
            [large.JobId, largeAlone.JobId], (await catalog.Backlog.ClaimAsync(Stage.Featurize, QueuePriority.Slow, 9, default)).Select(t => t.Attempt.JobId).Order());
    }

    private sealed class FixedRandom(double value) : Random
    {
        public override double NextDouble() => value;
    }
}
