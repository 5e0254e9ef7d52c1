using System.Diagnostics;
using GetYourMusicStyle.Catalog.Batches;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using Xunit.Abstractions;

namespace GetYourMusicStyle.Catalog.Tests;

[Collection("catalog")]
public sealed class ContentionTests(CatalogServer server, ITestOutputHelper output)
{
    private const int Uploaders = 20;
    private const int UploadsEach = 10;

    [Theory, BothDatabases]
    public async Task Four_workers_twenty_uploads_and_steady_polling_never_see_the_database_locked(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        Guid batch = await catalog.Batches.CreateAsync("library", default);
        using CancellationTokenSource stop = new(TimeSpan.FromMinutes(2));
        int polls = 0;
        Stopwatch clock = Stopwatch.StartNew();

        Task[] uploads = [.. Enumerable.Range(0, Uploaders).Select(u => Task.Run(async () =>
        {
            for (int i = 0; i < UploadsEach; i++)
                await catalog.SubmitAsync($"song {u} {i}", i % 2 == 0 ? batch : null);
        }))];
        Task[] workers = [.. Enumerable.Range(0, 4).Select(w => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                foreach (ClaimedJob job in await catalog.BeginAsync(Stage.Featurize, 3))
                {
                    await catalog.Backlog.RenewAsync([(job.Attempt, 0.5)], default);
                    Assert.True(await catalog.Backlog.FeaturesDoneAsync(job.Attempt, CatalogHarness.Facts(), default));
                }

                IReadOnlyList<ClaimedJob> scoring = await catalog.BeginAsync(Stage.Score, 5);
                Assert.Equal(scoring.Count, (await catalog.ScoresDoneAsync(scoring)).Count);
            }
        }))];
        Task[] polling = [.. Enumerable.Range(0, 3).Select(p => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                BatchView view = (await catalog.Batches.FindAsync(batch, default))!;
                Assert.Equal(view.Total, view.Counts.Values.Sum());
                await catalog.Stages.ListAsync(default);
                await catalog.Tracks.PageAsync(CatalogHarness.Model, new() { Search = "song" }, null, 20, default);
                Interlocked.Increment(ref polls);
                await Task.Delay(20);
            }
        }))];

        await Task.WhenAll(uploads);
        while (await catalog.NumberAsync($"SELECT count(*) FROM jobs WHERE state <> {JobState.Done:D}") > 0 && !stop.IsCancellationRequested
            && !workers.Concat(polling).Any(t => t.IsFaulted))
        {
            await Task.Delay(50);
        }

        Figures.Note(output, $"{provider}: {Uploaders * UploadsEach} tracks in {clock.Elapsed.TotalSeconds:0.0} s beside {polls} polls");
        await stop.CancelAsync();
        await Task.WhenAll(workers.Concat(polling));
        Assert.Equal(Uploaders * UploadsEach, await catalog.NumberAsync($"SELECT count(*) FROM jobs WHERE state = {JobState.Done:D}"));
        Assert.Equal(3 * Uploaders * UploadsEach, await catalog.NumberAsync("SELECT count(*) FROM window_scores"));
        Assert.True(polls > 0);
    }
}
