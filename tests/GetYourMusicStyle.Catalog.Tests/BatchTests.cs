using GetYourMusicStyle.Catalog.Batches;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;

namespace GetYourMusicStyle.Catalog.Tests;

[Collection("catalog")]
public sealed class BatchTests(CatalogServer server)
{
    [Theory, BothDatabases]
    public async Task A_batch_tells_counts_rate_time_left_and_failures_by_reason(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        Guid batch = await catalog.Batches.CreateAsync("library", default);
        for (int i = 0; i < 10; i++)
            await catalog.SubmitAsync($"song {i}", batch);
        Assert.Null((await catalog.Batches.FindAsync(batch, default))!.SecondsLeft);
        catalog.Time.Advance(TimeSpan.FromSeconds(10));
        IReadOnlyList<ClaimedJob> begun = await catalog.BeginAsync(Stage.Featurize, 4);
        await catalog.Backlog.FailAsync(begun[0].Attempt, "damaged", "no", default);
        await catalog.Backlog.FailAsync(begun[1].Attempt, "damaged", "no", default);
        await catalog.Backlog.FailAsync(begun[2].Attempt, "too-short", "short", default);
        await catalog.Backlog.FeaturesDoneAsync(begun[3].Attempt, CatalogHarness.Facts(), default);
        await catalog.ScoreAsync();
        await catalog.BeginAsync(Stage.Featurize, 1);

        BatchView view = (await catalog.Batches.FindAsync(batch, default))!;
        Assert.Equal(("library", BatchKind.Import, 10), (view.Name, view.Kind, view.Total));
        Assert.Equal(
            [5, 1, 0, 1, 3, 0],
            [view.Counts[JobState.Queued], view.Counts[JobState.Featurizing], view.Counts[JobState.Scoring], view.Counts[JobState.Done],
                view.Counts[JobState.Failed], view.Counts[JobState.Cancelled]]);
        Assert.Equal(0.4, view.RatePerSecond, 9);
        Assert.Equal(15.0, view.SecondsLeft!.Value, 6);
        Assert.Equal(new Dictionary<string, int> { ["damaged"] = 2, ["too-short"] = 1 }, view.Failures);
        Assert.Equal(["damaged", "damaged", "too-short"], (await catalog.Batches.FailuresAsync(batch, 10, default)).Select(f => f.ErrorCode).Order());
        Assert.Equal(2, (await catalog.Batches.FailuresAsync(batch, 2, default)).Count);
        Assert.Null(await catalog.Batches.FindAsync(Guid.CreateVersion7(), default));
        catalog.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(0, (await catalog.Batches.FindAsync(batch, default))!.RatePerSecond);
    }

    [Theory, BothDatabases]
    public async Task A_cancelled_batch_stops_and_what_is_done_stays_done(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        Guid batch = await catalog.Batches.CreateAsync(null, default);
        for (int i = 0; i < 6; i++)
            await catalog.SubmitAsync($"song {i}", batch);
        ClaimedJob done = Assert.Single(await catalog.BeginAsync(Stage.Featurize, 1));
        await catalog.Backlog.FeaturesDoneAsync(done.Attempt, CatalogHarness.Facts(), default);
        await catalog.ScoreAsync();
        ClaimedJob begun = Assert.Single(await catalog.BeginAsync(Stage.Featurize, 1));
        ClaimedJob sent = Assert.Single(await catalog.ClaimAsync(Stage.Featurize, 1));

        await catalog.Batches.CancelAsync(batch, default);
        Assert.Empty(await catalog.ClaimAsync(Stage.Featurize));
        Assert.Empty(await catalog.Backlog.BeginAsync([sent.Attempt], default));
        Assert.Empty(await catalog.Backlog.RenewAsync([(begun.Attempt, 0.5)], default));
        Assert.False(await catalog.Backlog.FeaturesDoneAsync(begun.Attempt, CatalogHarness.Facts(), default));
        BatchView view = (await catalog.Batches.FindAsync(batch, default))!;
        Assert.Equal((1, 5), (view.Counts[JobState.Done], view.Counts[JobState.Cancelled]));
        Assert.NotNull(view.CancelledAt);
        await catalog.Batches.CancelAsync(batch, default);
        await Assert.ThrowsAsync<CatalogException>(() => catalog.Batches.CancelAsync(Guid.CreateVersion7(), default));
        await Assert.ThrowsAsync<CatalogException>(() => catalog.Batches.RetryFailedAsync(batch, default));
        await Assert.ThrowsAsync<CatalogException>(() => catalog.Jobs.CancelAsync(Guid.CreateVersion7(), default));
    }

    [Theory, BothDatabases]
    public async Task A_track_withdrawn_with_its_batch_stays_cancelled_there_when_another_batch_revives_it(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        Guid first = await catalog.Batches.CreateAsync(null, default);
        await catalog.SubmitAsync("song", first);
        await catalog.Batches.CancelAsync(first, default);
        Guid second = await catalog.Batches.CreateAsync(null, default);
        Assert.True((await catalog.SubmitAsync("song", second)).Queued);
        await catalog.ProcessAsync();
        Assert.Equal(1, (await catalog.Batches.FindAsync(first, default))!.Counts[JobState.Cancelled]);
        Assert.Equal(1, (await catalog.Batches.FindAsync(second, default))!.Counts[JobState.Done]);
    }

    [Theory, BothDatabases]
    public async Task Failed_tracks_of_a_batch_are_queued_again(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        Guid batch = await catalog.Batches.CreateAsync(null, default);
        for (int i = 0; i < 3; i++)
            await catalog.SubmitAsync($"song {i}", batch);
        IReadOnlyList<ClaimedJob> begun = await catalog.BeginAsync(Stage.Featurize);
        await catalog.Backlog.FailAsync(begun[0].Attempt, "storage", "no", default);
        await catalog.Backlog.FailAsync(begun[1].Attempt, "storage", "no", default);
        Assert.Equal(2, await catalog.Batches.RetryFailedAsync(batch, default));
        Assert.Equal(0, await catalog.Batches.RetryFailedAsync(batch, default));
        await catalog.Backlog.FeaturesDoneAsync(begun[2].Attempt, CatalogHarness.Facts(), default);
        await catalog.ProcessAsync();
        Assert.Equal(3, (await catalog.Batches.FindAsync(batch, default))!.Counts[JobState.Done]);
    }

    [Theory, BothDatabases]
    public async Task Batches_are_paged_newest_first(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        List<Guid> made = [];
        for (int i = 0; i < 5; i++)
        {
            made.Add(await catalog.Batches.CreateAsync($"batch {i}", default));
            await Task.Delay(2);
        }

        made.Reverse();
        IReadOnlyList<BatchView> page = await catalog.Batches.ListAsync(null, 3, default);
        Assert.Equal(made[..3], page.Select(b => b.Id));
        Assert.Equal(made[3..], (await catalog.Batches.ListAsync(page[^1].Id, 3, default)).Select(b => b.Id));
    }

    [Theory, BothDatabases]
    public async Task Cancelling_and_submitting_at_once_leaves_every_count_true(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        Guid[] batches = [await catalog.Batches.CreateAsync(null, default), await catalog.Batches.CreateAsync(null, default)];
        int accepted = 0;
        async Task SubmitAsync(int i)
        {
            try
            {
                await catalog.SubmitAsync($"song {i / 2}", batches[i % 2], $"{i}.mp3");
                Interlocked.Increment(ref accepted);
            }
            catch (CatalogException e) when (e.Fault == CatalogFault.BatchCancelled)
            {
            }
        }

        Task[] submissions = [.. Enumerable.Range(0, 60).Select(i => Task.Run(() => SubmitAsync(i)))];
        await Task.WhenAny(submissions);
        await Task.WhenAll(batches.Select(b => Task.Run(() => catalog.Batches.CancelAsync(b, default))));
        await Task.WhenAll(submissions);
        Assert.Equal(accepted, await catalog.NumberAsync("SELECT count(*) FROM submissions WHERE withdrawn_at IS NOT NULL"));
        Assert.Equal(accepted, await catalog.NumberAsync("SELECT count(*) FROM submissions"));
        Assert.Equal(0, await catalog.NumberAsync($"SELECT count(*) FROM jobs WHERE state <> {JobState.Cancelled:D}"));
    }
}
