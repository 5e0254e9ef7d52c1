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
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        Guid kept = await catalog.Batches.CreateAsync("kept", default);
        Guid dropped = await catalog.Batches.CreateAsync("dropped", default);
        SubmissionResult[] results = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            i => Task.Run(() => catalog.SubmitAsync("song", i % 2 == 0 ? kept : dropped, path: $"{i}.mp3"))));
        Assert.Single(results.DistinctBy(r => (r.TrackId, r.JobId)));
        Assert.Single(results, r => r.Queued);
        Assert.Equal(1, await catalog.NumberAsync("SELECT count(*) FROM tracks"));
        Assert.Equal(1, await catalog.NumberAsync("SELECT count(*) FROM jobs"));
        Assert.Equal(0, await catalog.NumberAsync("SELECT count(*) FROM upload_intents"));

        await catalog.Batches.CancelAsync(dropped, default);
        Assert.Equal(JobState.Queued, await catalog.StateAsync(results[0].JobId));
        await catalog.ProcessAsync();
        BatchView told = (await catalog.Batches.FindAsync(kept, default))!;
        BatchView cancelled = (await catalog.Batches.FindAsync(dropped, default))!;
        Assert.Equal((10, 10), (told.Total, told.Counts[JobState.Done]));
        Assert.Equal((10, 10), (cancelled.Total, cancelled.Counts[JobState.Cancelled]));
        Assert.Equal(0, cancelled.SecondsLeft);
        Assert.Equal(20, (await catalog.Tracks.PathsAsync(results[0].TrackId, default)).Count);
    }

    [Theory, BothDatabases]
    public async Task The_same_path_twice_in_a_batch_counts_once_and_two_paths_of_the_same_bytes_twice(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        Guid batch = await catalog.Batches.CreateAsync(null, default);
        await catalog.SubmitAsync("song", batch, "a/song.mp3");
        await catalog.SubmitAsync("song", batch, "a/song.mp3");
        Assert.Equal(1, (await catalog.Batches.FindAsync(batch, default))!.Total);
        await catalog.SubmitAsync("song", batch, "b/song.mp3");
        Assert.Equal(2, (await catalog.Batches.FindAsync(batch, default))!.Total);
        await catalog.SubmitAsync("song", null, "single.mp3");
        await catalog.SubmitAsync("song", null, "single.mp3");
        Assert.Equal(3, await catalog.NumberAsync("SELECT count(*) FROM submissions"));
    }

    [Theory, BothDatabases]
    public async Task A_duplicate_of_a_finished_track_counts_and_makes_no_work(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        await catalog.SubmitAsync("song");
        await catalog.ProcessAsync();
        Guid batch = await catalog.Batches.CreateAsync(null, default);
        SubmissionResult again = (await catalog.Submissions.JoinAsync(CatalogHarness.Sha("song"), "copy.mp3", batch, CatalogHarness.Model, null, default))!;
        Assert.Equal((JobState.Done, false), (again.State, again.Queued));
        BatchView view = (await catalog.Batches.FindAsync(batch, default))!;
        Assert.Equal((1, 1, 0.0), (view.Total, view.Counts[JobState.Done], view.SecondsLeft));
        Assert.Null(await catalog.Submissions.JoinAsync(CatalogHarness.Sha("unknown"), "x.mp3", batch, CatalogHarness.Model, null, default));
        Assert.NotNull(await catalog.Submissions.FindAsync(CatalogHarness.Sha("song"), default));
        Assert.Null(await catalog.Submissions.FindAsync(CatalogHarness.Sha("unknown"), default));
    }

    [Theory, BothDatabases]
    public async Task The_bytes_of_a_failed_or_cancelled_track_revive_its_job(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        SubmissionResult song = await catalog.SubmitAsync("song");
        ClaimedJob job = Assert.Single(await catalog.BeginAsync(Stage.Featurize));
        await catalog.Backlog.FailAsync(job.Attempt, "damaged", "It ends too early.\0", default);
        Assert.Equal("It ends too early.", (await catalog.Jobs.FindAsync(song.JobId, default))!.ErrorMessage);
        SubmissionResult again = await catalog.SubmitAsync("song", model: "model-2");
        Assert.Equal((song.JobId, JobState.Queued, true), (again.JobId, again.State, again.Queued));
        JobView revived = (await catalog.Jobs.FindAsync(song.JobId, default))!;
        Assert.Equal((null, null, null, null), (revived.ErrorCode, revived.ErrorMessage, revived.StartedAt, revived.FinishedAt));
        Assert.Equal("model-2", Assert.Single(await catalog.ClaimAsync(Stage.Featurize)).ModelVersion);
    }

    [Theory, BothDatabases]
    public async Task Somebody_waiting_moves_a_job_of_an_import_to_the_interactive_queue(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        Guid batch = await catalog.Batches.CreateAsync(null, default);
        await catalog.SubmitAsync("waiting", batch);
        await catalog.SubmitAsync("waiting");
        ClaimedJob waiting = Assert.Single(await catalog.Backlog.ClaimAsync(Stage.Featurize, QueuePriority.Interactive, 9, default));
        await catalog.Backlog.BeginAsync([waiting.Attempt], default);

        await catalog.SubmitAsync("sent", batch);
        ClaimedJob slowly = Assert.Single(await catalog.Backlog.ClaimAsync(Stage.Featurize, QueuePriority.Bulk, 9, default));
        await catalog.SubmitAsync("sent");
        ClaimedJob quickly = Assert.Single(await catalog.Backlog.ClaimAsync(Stage.Featurize, QueuePriority.Interactive, 9, default));
        Assert.Equal(slowly.Attempt, quickly.Attempt);
        Assert.Single(await catalog.Backlog.BeginAsync([quickly.Attempt], default));
        Assert.Empty(await catalog.Backlog.BeginAsync([slowly.Attempt], default));
    }

    [Theory, BothDatabases]
    public async Task A_batch_that_is_missing_or_cancelled_takes_no_tracks(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        CatalogException missing = await Assert.ThrowsAsync<CatalogException>(() => catalog.SubmitAsync("song", Guid.CreateVersion7()));
        Assert.Equal(CatalogFault.NotFound, missing.Fault);
        Guid batch = await catalog.Batches.CreateAsync(null, default);
        await catalog.Batches.CancelAsync(batch, default);
        CatalogException cancelled = await Assert.ThrowsAsync<CatalogException>(() => catalog.SubmitAsync("song", batch));
        Assert.Equal(CatalogFault.BatchCancelled, cancelled.Fault);
        Assert.Equal(0, await catalog.NumberAsync("SELECT count(*) FROM tracks"));
    }

    [Theory, BothDatabases]
    public async Task Announced_and_catalogued_bytes_are_no_orphans_until_the_announcement_expires(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        int deleted = 0;
        Task<bool> Sweep(string name) => catalog.Tracks.DeleteOrphanAsync(CatalogHarness.Sha(name), _ => Task.FromResult(deleted++), default);
        await catalog.Submissions.AnnounceAsync(CatalogHarness.Sha("abandoned"), default);
        await catalog.SubmitAsync("song");
        Assert.False(await Sweep("abandoned"));
        Assert.False(await Sweep("song"));
        Assert.True(await Sweep("stranger"));
        catalog.Time.Advance(TimeSpan.FromMinutes(61));
        Assert.True(await Sweep("abandoned"));
        Assert.False(await Sweep("song"));
        Assert.Equal(2, deleted);
        await catalog.Submissions.AnnounceAsync(CatalogHarness.Sha("other"), default);
        Assert.Equal(1, await catalog.NumberAsync("SELECT count(*) FROM upload_intents"));
    }

    [Theory, BothDatabases]
    public async Task An_announcement_waits_for_a_sweep_of_the_same_bytes(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        TaskCompletionSource sweeping = new(), go = new();
        Task<bool> sweep = Task.Run(() => catalog.Tracks.DeleteOrphanAsync(
            CatalogHarness.Sha("song"),
            async _ =>
            {
                sweeping.SetResult();
                await go.Task;
            },
            default));
        await sweeping.Task;
        Task announcement = Task.Run(() => catalog.Submissions.AnnounceAsync(CatalogHarness.Sha("song"), default));
        Assert.NotSame(announcement, await Task.WhenAny(announcement, Task.Delay(300)));
        go.SetResult();
        Assert.True(await sweep);
        await announcement;
        Assert.False(await catalog.Tracks.DeleteOrphanAsync(CatalogHarness.Sha("song"), _ => Task.CompletedTask, default));
    }
}
