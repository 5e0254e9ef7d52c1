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
    public async Task A_look_tells_which_queues_have_something_to_send(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server);
        Assert.DoesNotContain(await world.Backlog.LookAsync(default), look => look.Due || look.Out > 0);
        await world.SubmitAsync("song");
        QueueSnapshot due = Assert.Single(await world.Backlog.LookAsync(default), look => look.Due);
        Assert.Equal(new QueueSnapshot(Stage.Featurize, QueuePriority.Interactive, 0, true), due);
        await world.Stages.PauseAsync(Stage.Featurize, default);
        Assert.DoesNotContain(await world.Backlog.LookAsync(default), look => look.Due);
        await world.Stages.ResumeAsync(Stage.Featurize, default);
        await world.ClaimAsync(Stage.Featurize);
        Assert.Equal(due with { Out = 1, Due = false }, Assert.Single(await world.Backlog.LookAsync(default), look => look.Out > 0));
    }

    [Theory, BothDatabases]
    public async Task A_lost_message_is_sent_again_when_its_lease_has_run_out_without_blame(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server);
        await world.SubmitAsync("song");
        ClaimedJob first = Assert.Single(await world.ClaimAsync(Stage.Featurize));
        world.Time.Advance(TimeSpan.FromSeconds(299));
        Assert.Empty(await world.ClaimAsync(Stage.Featurize));
        Assert.Equal(1, await world.OutAsync(Stage.Featurize, QueuePriority.Interactive));
        world.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, await world.OutAsync(Stage.Featurize, QueuePriority.Interactive));
        ClaimedJob second = Assert.Single(await world.ClaimAsync(Stage.Featurize));
        Assert.Equal(first, second);
        Assert.False(second.RunIsolated);
    }

    [Theory, BothDatabases]
    public async Task A_worker_that_renews_keeps_its_job(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server);
        await world.SubmitAsync("song");
        ClaimedJob ticket = Assert.Single(await world.BeginAsync(Stage.Featurize));
        for (int i = 0; i < 10; i++)
        {
            world.Time.Advance(TimeSpan.FromSeconds(20));
            Assert.Empty(await world.ClaimAsync(Stage.Featurize));
            Assert.Single(await world.Backlog.RenewAsync([(ticket.Attempt, i / 10.0)], default));
        }
    }

    [Theory, BothDatabases]
    public async Task A_file_that_loses_three_workers_is_quarantined_and_its_neighbours_are_not(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server);
        SubmissionResult poison = await world.SubmitAsync("poison");
        SubmissionResult neighbour = await world.SubmitAsync("neighbour");
        for (int loss = 0; loss < 3; loss++)
        {
            IReadOnlyList<ClaimedJob> begun = await world.BeginAsync(Stage.Featurize);
            Assert.All(begun, t => Assert.Equal(loss > 0, t.RunIsolated));
            // Suspects run alone, so that the neighbour is lost with the first crash only and finishes at its next attempt.
            if (loss == 1)
            {
                ClaimedJob innocent = Assert.Single(begun, t => t.Attempt.JobId == neighbour.JobId);
                Assert.True(await world.Backlog.FeaturesDoneAsync(innocent.Attempt, World.Facts(), default));
            }

            Assert.Contains(begun, t => t.Attempt.JobId == poison.JobId);
            world.Time.Advance(TimeSpan.FromSeconds(31));
        }

        Assert.Empty(await world.ClaimAsync(Stage.Featurize));
        JobView failed = (await world.Jobs.FindAsync(poison.JobId, default))!;
        Assert.Equal((JobState.Failed, "quarantined"), (failed.State, failed.ErrorCode));
        Assert.NotNull(failed.FinishedAt);
        Assert.False(Assert.Single(await world.ClaimAsync(Stage.Score)).RunIsolated);
        world.Time.Advance(TimeSpan.FromHours(1));
        Assert.Empty(await world.ClaimAsync(Stage.Featurize));
    }

    [Theory, BothDatabases]
    public async Task A_job_given_back_is_due_after_its_delay_without_blame(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server);
        await world.SubmitAsync("song");
        for (int i = 0; i < 5; i++)
        {
            ClaimedJob ticket = Assert.Single(await world.BeginAsync(Stage.Featurize));
            Assert.False(ticket.RunIsolated);
            await world.Backlog.ReleaseAsync(ticket.Attempt, TimeSpan.FromSeconds(30), default);
            Assert.Empty(await world.ClaimAsync(Stage.Featurize));
            world.Time.Advance(TimeSpan.FromSeconds(30));
        }
    }

    [Theory, BothDatabases]
    public async Task A_claim_that_could_not_be_sent_is_taken_back(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server);
        await world.SubmitAsync("song");
        ClaimedJob ticket = Assert.Single(await world.ClaimAsync(Stage.Featurize));
        await world.Backlog.UnclaimAsync([ticket.Attempt], TimeSpan.FromSeconds(2), default);
        Assert.Empty(await world.Backlog.BeginAsync([ticket.Attempt], default));
        world.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(ticket, Assert.Single(await world.ClaimAsync(Stage.Featurize)));
    }

    [Theory, BothDatabases]
    public async Task A_failure_that_may_pass_is_tried_again_with_growing_pauses_and_then_told(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server, o => o.MaxRetries = 3);
        SubmissionResult song = await world.SubmitAsync("song");
        for (int retry = 0; retry < 3; retry++)
        {
            ClaimedJob ticket = Assert.Single(await world.BeginAsync(Stage.Featurize));
            await world.Backlog.RetryLaterAsync(ticket.Attempt, "storage", "The store does not answer.", default);
            double pause = 2 * Math.Pow(2, retry);
            world.Time.Advance(TimeSpan.FromSeconds(0.7 * pause));
            Assert.Empty(await world.ClaimAsync(Stage.Featurize));
            world.Time.Advance(TimeSpan.FromSeconds(0.6 * pause));
        }

        ClaimedJob last = Assert.Single(await world.BeginAsync(Stage.Featurize));
        await world.Backlog.RetryLaterAsync(last.Attempt, "storage", "The store does not answer.", default);
        JobView failed = (await world.Jobs.FindAsync(song.JobId, default))!;
        Assert.Equal((JobState.Failed, "storage", "The store does not answer."), (failed.State, failed.ErrorCode, failed.ErrorMessage));
    }

    [Theory, BothDatabases]
    public async Task Lost_features_are_made_again_but_not_for_ever(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server, o => o.MaxRetries = 2);
        SubmissionResult song = await world.SubmitAsync("song");
        for (int i = 0; i < 3; i++)
        {
            await world.FeaturizeAsync();
            ClaimedJob ticket = Assert.Single(await world.BeginAsync(Stage.Score));
            Assert.True(await world.Backlog.BackToFeaturesAsync(ticket.Attempt, default));
        }

        Assert.Equal("features-missing", (await world.Jobs.FindAsync(song.JobId, default))!.ErrorCode);
    }

    [Theory, BothDatabases]
    public async Task A_paused_stage_holds_and_others_do_not(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server);
        await world.SubmitAsync("begun");
        ClaimedJob begun = Assert.Single(await world.BeginAsync(Stage.Featurize));
        await world.SubmitAsync("sent");
        ClaimedJob sent = Assert.Single(await world.ClaimAsync(Stage.Featurize));
        await world.SubmitAsync("waiting");
        await world.Stages.PauseAsync(Stage.Featurize, default);
        world.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Empty(await world.ClaimAsync(Stage.Featurize));
        Assert.Empty(await world.Backlog.BeginAsync([sent.Attempt], default));
        Assert.True(await world.Backlog.FeaturesDoneAsync(begun.Attempt, World.Facts(), default));
        Assert.Single(await world.ClaimAsync(Stage.Score));
        StageView[] views = [.. await world.Stages.ListAsync(default)];
        Assert.Equal([Stage.Featurize, Stage.Score, Stage.Spectrograms], views.Select(v => v.Stage));
        Assert.Equal((2, 0, 1), (views[0].Waiting, views[0].InFlight, views[0].DoneLastMinute));
        Assert.NotNull(views[0].PausedAt);
        Assert.Null(views[1].PausedAt);
        Assert.Equal((1, 0, 0), (views[1].Waiting, views[1].InFlight, views[1].DoneLastMinute));

        await world.Stages.ResumeAsync(Stage.Featurize, default);
        Assert.Equal(2, (await world.BeginAsync(Stage.Featurize)).Count);
    }

    [Theory, BothDatabases]
    public async Task A_restart_of_the_only_process_frees_what_it_held(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server);
        await world.SubmitAsync("begun");
        await world.BeginAsync(Stage.Featurize);
        await world.SubmitAsync("sent");
        await world.ClaimAsync(Stage.Featurize);
        await world.Backlog.FreeAllLeasesAsync(default);
        IReadOnlyList<ClaimedJob> free = await world.ClaimAsync(Stage.Featurize);
        Assert.Equal([false, true], free.Select(t => t.RunIsolated).Order());
    }

    [Theory, BothDatabases]
    public async Task Dispatchers_side_by_side_never_claim_a_job_twice(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server);
        Guid batch = await world.Batches.CreateAsync("library", default);
        for (int i = 0; i < 200; i++)
            await world.SubmitAsync($"song {i}", batch);
        IEnumerable<ClaimedJob>[] claims = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            List<ClaimedJob> mine = [];
            while (await world.Backlog.ClaimAsync(Stage.Featurize, QueuePriority.Bulk, 7, default) is { Count: > 0 } claimed)
                mine.AddRange(claimed);
            return mine.AsEnumerable();
        })));
        Guid[] jobs = [.. claims.SelectMany(c => c).Select(t => t.Attempt.JobId)];
        Assert.Equal(200, jobs.Length);
        Assert.Equal(200, jobs.Distinct().Count());
    }

    [Theory, BothDatabases]
    public async Task The_oldest_come_first_and_large_files_have_a_lane_of_their_own(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server);
        Guid batch = await world.Batches.CreateAsync(null, default);
        List<Guid> order = [];
        for (int i = 0; i < 5; i++)
        {
            order.Add((await world.SubmitAsync($"song {i}", batch)).JobId);
            world.Time.Advance(TimeSpan.FromSeconds(1));
        }

        SubmissionResult large = await world.SubmitAsync("ten hours", batch, size: 500_000_000);
        SubmissionResult largeAlone = await world.SubmitAsync("twelve hours", size: 500_000_000);
        Assert.Equal(order[..3], (await world.Backlog.ClaimAsync(Stage.Featurize, QueuePriority.Bulk, 3, default)).Select(t => t.Attempt.JobId).Order());
        Assert.Empty(await world.Backlog.ClaimAsync(Stage.Featurize, QueuePriority.Interactive, 9, default));
        Assert.Equal(
            [large.JobId, largeAlone.JobId], (await world.Backlog.ClaimAsync(Stage.Featurize, QueuePriority.Slow, 9, default)).Select(t => t.Attempt.JobId).Order());
    }
}
