using GetYourMusicStyle.Catalog.Batches;
using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;

namespace GetYourMusicStyle.Catalog.Tests;

/// <summary>The same bytes are one track and one job.</summary>
[Collection("catalog")]
public sealed class SubmissionTests(CatalogServer server)
{
    [Theory, BothDatabases]
    public async Task The_same_bytes_from_twenty_clients_in_two_batches_one_of_them_cancelled_are_one_track_and_one_job(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server);
        Guid kept = await world.Batches.CreateAsync("kept", default);
        Guid dropped = await world.Batches.CreateAsync("dropped", default);
        SubmissionResult[] results = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            i => Task.Run(() => world.SubmitAsync("song", i % 2 == 0 ? kept : dropped, path: $"{i}.mp3"))));
        Assert.Single(results.DistinctBy(r => (r.TrackId, r.JobId)));
        Assert.Single(results, r => r.Queued);
        Assert.Equal(1, await world.NumberAsync("SELECT count(*) FROM tracks"));
        Assert.Equal(1, await world.NumberAsync("SELECT count(*) FROM jobs"));
        Assert.Equal(0, await world.NumberAsync("SELECT count(*) FROM upload_intents"));

        await world.Batches.CancelAsync(dropped, default);
        Assert.Equal(JobState.Queued, await world.StateAsync(results[0].JobId));
        await world.ProcessAsync();
        BatchView told = (await world.Batches.FindAsync(kept, default))!;
        BatchView cancelled = (await world.Batches.FindAsync(dropped, default))!;
        Assert.Equal((10, 10), (told.Total, told.Counts[JobState.Done]));
        Assert.Equal((10, 10), (cancelled.Total, cancelled.Counts[JobState.Cancelled]));
        Assert.Equal(0, cancelled.SecondsLeft);
        Assert.Equal(20, (await world.Library.PathsAsync(results[0].TrackId, default)).Count);
    }

    [Theory, BothDatabases]
    public async Task The_same_path_twice_in_a_batch_counts_once_and_two_paths_of_the_same_bytes_twice(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server);
        Guid batch = await world.Batches.CreateAsync(null, default);
        await world.SubmitAsync("song", batch, "a/song.mp3");
        await world.SubmitAsync("song", batch, "a/song.mp3");
        Assert.Equal(1, (await world.Batches.FindAsync(batch, default))!.Total);
        await world.SubmitAsync("song", batch, "b/song.mp3");
        Assert.Equal(2, (await world.Batches.FindAsync(batch, default))!.Total);
        await world.SubmitAsync("song", null, "single.mp3");
        await world.SubmitAsync("song", null, "single.mp3");
        Assert.Equal(3, await world.NumberAsync("SELECT count(*) FROM submissions"));
    }

    [Theory, BothDatabases]
    public async Task A_duplicate_of_a_finished_track_counts_and_makes_no_work(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server);
        await world.SubmitAsync("song");
        await world.ProcessAsync();
        Guid batch = await world.Batches.CreateAsync(null, default);
        SubmissionResult again = (await world.Submissions.JoinAsync(World.Sha("song"), "copy.mp3", batch, World.Model, null, default))!;
        Assert.Equal((JobState.Done, false), (again.State, again.Queued));
        BatchView view = (await world.Batches.FindAsync(batch, default))!;
        Assert.Equal((1, 1, 0.0), (view.Total, view.Counts[JobState.Done], view.SecondsLeft));
        Assert.Null(await world.Submissions.JoinAsync(World.Sha("unknown"), "x.mp3", batch, World.Model, null, default));
        Assert.NotNull(await world.Submissions.FindAsync(World.Sha("song"), default));
        Assert.Null(await world.Submissions.FindAsync(World.Sha("unknown"), default));
    }

    [Theory, BothDatabases]
    public async Task The_bytes_of_a_failed_or_cancelled_track_revive_its_job(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server);
        SubmissionResult song = await world.SubmitAsync("song");
        ClaimedJob ticket = Assert.Single(await world.BeginAsync(Stage.Featurize));
        await world.Backlog.FailAsync(ticket.Attempt, "damaged", "It ends too early.\0", default);
        Assert.Equal("It ends too early.", (await world.Jobs.FindAsync(song.JobId, default))!.ErrorMessage);
        SubmissionResult again = await world.SubmitAsync("song", model: "model-2");
        Assert.Equal((song.JobId, JobState.Queued, true), (again.JobId, again.State, again.Queued));
        JobView job = (await world.Jobs.FindAsync(song.JobId, default))!;
        Assert.Equal((null, null, null, null), (job.ErrorCode, job.ErrorMessage, job.StartedAt, job.FinishedAt));
        Assert.Equal("model-2", Assert.Single(await world.ClaimAsync(Stage.Featurize)).ModelVersion);
    }

    [Theory, BothDatabases]
    public async Task Somebody_waiting_draws_a_job_of_an_import_into_the_interactive_lane(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server);
        Guid batch = await world.Batches.CreateAsync(null, default);
        await world.SubmitAsync("waiting", batch);
        await world.SubmitAsync("waiting");
        ClaimedJob waiting = Assert.Single(await world.Backlog.ClaimAsync(Stage.Featurize, QueuePriority.Interactive, 9, default));
        await world.Backlog.BeginAsync([waiting.Attempt], default);

        await world.SubmitAsync("sent", batch);
        ClaimedJob slowly = Assert.Single(await world.Backlog.ClaimAsync(Stage.Featurize, QueuePriority.Bulk, 9, default));
        await world.SubmitAsync("sent");
        ClaimedJob quickly = Assert.Single(await world.Backlog.ClaimAsync(Stage.Featurize, QueuePriority.Interactive, 9, default));
        Assert.Equal(slowly.Attempt, quickly.Attempt);
        Assert.Single(await world.Backlog.BeginAsync([quickly.Attempt], default));
        Assert.Empty(await world.Backlog.BeginAsync([slowly.Attempt], default));
    }

    [Theory, BothDatabases]
    public async Task A_batch_that_is_missing_or_cancelled_takes_no_tracks(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server);
        CatalogException missing = await Assert.ThrowsAsync<CatalogException>(() => world.SubmitAsync("song", Guid.CreateVersion7()));
        Assert.Equal(CatalogFault.NotFound, missing.Fault);
        Guid batch = await world.Batches.CreateAsync(null, default);
        await world.Batches.CancelAsync(batch, default);
        CatalogException cancelled = await Assert.ThrowsAsync<CatalogException>(() => world.SubmitAsync("song", batch));
        Assert.Equal(CatalogFault.BatchCancelled, cancelled.Fault);
        Assert.Equal(0, await world.NumberAsync("SELECT count(*) FROM tracks"));
    }

    [Theory, BothDatabases]
    public async Task Announced_and_catalogued_bytes_are_no_orphans_until_the_announcement_expires(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server);
        int deleted = 0;
        Task<bool> Sweep(string name) => world.Library.DeleteOrphanAsync(World.Sha(name), _ => Task.FromResult(deleted++), default);
        await world.Submissions.AnnounceAsync(World.Sha("abandoned"), default);
        await world.SubmitAsync("song");
        Assert.False(await Sweep("abandoned"));
        Assert.False(await Sweep("song"));
        Assert.True(await Sweep("stranger"));
        world.Time.Advance(TimeSpan.FromMinutes(61));
        Assert.True(await Sweep("abandoned"));
        Assert.False(await Sweep("song"));
        Assert.Equal(2, deleted);
        await world.Submissions.AnnounceAsync(World.Sha("other"), default);
        Assert.Equal(1, await world.NumberAsync("SELECT count(*) FROM upload_intents"));
    }

    [Theory, BothDatabases]
    public async Task An_announcement_waits_for_a_sweep_of_the_same_bytes(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server);
        TaskCompletionSource sweeping = new(), go = new();
        Task<bool> sweep = Task.Run(() => world.Library.DeleteOrphanAsync(
            World.Sha("song"),
            async _ =>
            {
                sweeping.SetResult();
                await go.Task;
            },
            default));
        await sweeping.Task;
        Task announcement = Task.Run(() => world.Submissions.AnnounceAsync(World.Sha("song"), default));
        Assert.NotSame(announcement, await Task.WhenAny(announcement, Task.Delay(300)));
        go.SetResult();
        Assert.True(await sweep);
        await announcement;
        Assert.False(await world.Library.DeleteOrphanAsync(World.Sha("song"), _ => Task.CompletedTask, default));
    }
}
