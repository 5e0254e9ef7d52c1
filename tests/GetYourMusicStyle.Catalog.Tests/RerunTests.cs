using System.Diagnostics;
using GetYourMusicStyle.Catalog.Batches;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Catalog.Tracks;
using GetYourMusicStyle.Contracts;
using Xunit.Abstractions;

namespace GetYourMusicStyle.Catalog.Tests;

[Collection("catalog")]
public sealed class RerunTests(CatalogServer server, ITestOutputHelper output)
{
    [Theory, BothDatabases]
    public async Task A_new_model_version_scores_what_is_missing_and_old_results_stay_readable(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server);
        SubmissionResult song = await world.SubmitAsync("old song");
        await world.ProcessAsync();
        await world.SubmitAsync("new song", model: "model-2");
        await world.FeaturizeAsync();
        await world.ScoreAsync("model-2");

        Guid batch = await RerunAsync(world, RerunStage.Scores, model: "model-2");
        BatchView view = (await world.Batches.FindAsync(batch, default))!;
        Assert.Equal((BatchKind.Rerun, 1, 1), (view.Kind, view.Total, view.Counts[JobState.Queued]));
        Assert.Equal(World.Model, (await world.Library.TimelineAsync(song.TrackId, "model-2", exact: false, default))!.Model.Hash);
        Assert.Null(await world.Library.TimelineAsync(song.TrackId, "model-2", exact: true, default));
        world.Time.Advance(TimeSpan.FromSeconds(1));
        ClaimedJob ticket = Assert.Single(await world.BeginAsync(Stage.Score));
        Assert.Equal((JobKind.Scores, QueuePriority.Bulk, "model-2", false), (ticket.Kind, ticket.Priority, ticket.ModelVersion, ticket.Redo));
        await world.ScoresDoneAsync([ticket], "model-2", "techno", windows: 5);

        Assert.Equal(1, (await world.Batches.FindAsync(batch, default))!.Counts[JobState.Done]);
        Assert.Equal(["model-2", World.Model], (await world.Library.ModelsAsync(song.TrackId, default)).Select(m => m.Hash));
        Timeline old = (await world.Library.TimelineAsync(song.TrackId, World.Model, exact: true, default))!;
        Timeline present = (await world.Library.TimelineAsync(song.TrackId, "model-2", exact: true, default))!;
        Assert.Equal(("metal", 3, "techno", 5), (old.Summary.Genre, old.Windows.Count, present.Summary.Genre, present.Windows.Count));
        Assert.Equal(0, (await world.Batches.FindAsync(await RerunAsync(world, RerunStage.Scores, model: "model-2"), default))!.Total);
    }

    [Theory, BothDatabases]
    public async Task What_is_done_again_replaces_what_was_there(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server);
        SubmissionResult song = await world.SubmitAsync("song");
        await world.ProcessAsync();
        await RerunAsync(world, RerunStage.Scores, all: true);
        ClaimedJob ticket = Assert.Single(await world.BeginAsync(Stage.Score));
        Assert.True(ticket.Redo);
        await world.ScoresDoneAsync([ticket], World.Model, "techno", windows: 2);
        Timeline timeline = (await world.Library.TimelineAsync(song.TrackId, World.Model, exact: true, default))!;
        Assert.Equal(("techno", 2), (timeline.Summary.Genre, timeline.Windows.Count));
    }

    [Theory, BothDatabases]
    public async Task What_is_missing_depends_on_versions_and_starts_with_features_where_those_are_old(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server);
        await world.SubmitAsync("song");
        await world.ProcessAsync();
        Assert.Equal(0, await TotalAsync(world, await RerunAsync(world, RerunStage.Features)));
        Guid pictures = await RerunAsync(world, RerunStage.Spectrograms, extractor: "extractor-2");
        ClaimedJob features = Assert.Single(await world.BeginAsync(Stage.Featurize));
        Assert.True(await world.Backlog.FeaturesDoneAsync(features.Attempt, World.Facts(3, "extractor-2"), default));
        ClaimedJob drawing = Assert.Single(await world.BeginAsync(Stage.Spectrograms));
        Assert.True(await world.Backlog.SpectrogramImagesDoneAsync(drawing.Attempt, "extractor-2", default));
        Assert.Equal(1, (await world.Batches.FindAsync(pictures, default))!.Counts[JobState.Done]);
        Assert.Equal(0, await TotalAsync(world, await RerunAsync(world, RerunStage.Spectrograms, extractor: "extractor-2")));

        Guid again = await RerunAsync(world, RerunStage.Features, extractor: "extractor-3");
        ClaimedJob only = Assert.Single(await world.BeginAsync(Stage.Featurize));
        Assert.True(await world.Backlog.FeaturesDoneAsync(only.Attempt, World.Facts(3, "extractor-3"), default));
        Assert.Equal(1, (await world.Batches.FindAsync(again, default))!.Counts[JobState.Done]);
    }

    [Theory, BothDatabases]
    public async Task What_is_missing_leaves_out_bad_audio_cancelled_imports_and_what_is_on_its_way(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server, o => o.MaxRetries = 0);
        SubmissionResult bad = await world.SubmitAsync("bad");
        ClaimedJob ticket = Assert.Single(await world.BeginAsync(Stage.Featurize));
        await world.Backlog.FailAsync(ticket.Attempt, "damaged", "no", default);
        SubmissionResult cancelled = await world.SubmitAsync("cancelled");
        await world.Jobs.CancelAsync(cancelled.JobId, default);
        SubmissionResult unlucky = await world.SubmitAsync("unlucky");
        ClaimedJob store = Assert.Single(await world.BeginAsync(Stage.Featurize));
        await world.Backlog.RetryLaterAsync(store.Attempt, "storage", "away", default);
        Assert.Equal(JobState.Failed, await world.StateAsync(unlucky.JobId));
        await world.SubmitAsync("on its way");

        foreach (RerunStage stage in new[] { RerunStage.Features, RerunStage.Scores })
        {
            Guid batch = await RerunAsync(world, stage);
            Assert.Equal(1, await TotalAsync(world, batch));
            Assert.Equal(unlucky.TrackId, await world.NumberAsync($"SELECT track_id FROM submissions WHERE batch_id = '{Text(batch, provider)}'"));
        }

        Assert.Equal(4, await TotalAsync(world, await RerunAsync(world, RerunStage.Features, all: true)));
        Assert.NotEqual(bad.TrackId, unlucky.TrackId);
    }

    [Theory, BothDatabases]
    public async Task A_rerun_of_a_batch_covers_its_tracks_once_and_joins_jobs_that_are_there(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server);
        Guid import = await world.Batches.CreateAsync(null, default);
        await world.SubmitAsync("one", import, "a/one.mp3");
        await world.SubmitAsync("one", import, "b/one.mp3");
        await world.SubmitAsync("two", import);
        await world.SubmitAsync("elsewhere");
        await world.ProcessAsync();
        Guid all = await RerunAsync(world, RerunStage.Spectrograms);
        Guid some = await RerunAsync(world, RerunStage.Spectrograms, ofBatch: import);
        Assert.Equal((3, 2), (await TotalAsync(world, all), await TotalAsync(world, some)));
        Assert.Equal(3, await world.NumberAsync($"SELECT count(*) FROM jobs WHERE kind = {JobKind.Spectrograms:D}"));
        await world.Batches.CancelAsync(all, default);
        Assert.Equal(2, (await world.BeginAsync(Stage.Spectrograms)).Count);
        await Assert.ThrowsAsync<CatalogException>(() => RerunAsync(world, RerunStage.Features, ofBatch: Guid.CreateVersion7()));
        // The paths of a track are those of its imports.
        long one = await world.NumberAsync($"SELECT id FROM tracks WHERE sha256 = '{World.Sha("one")}'");
        Assert.Equal(["a/one.mp3", "b/one.mp3"], (await world.Library.PathsAsync(one, default)).Select(p => p.Path));
    }

    [Theory, BothDatabases]
    public async Task A_newer_model_takes_over_jobs_that_wait_for_an_older_one(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server);
        await world.SubmitAsync("song");
        await world.ProcessAsync();
        await RerunAsync(world, RerunStage.Scores, model: "model-2");
        ClaimedJob overtaken = Assert.Single(await world.BeginAsync(Stage.Score));
        await RerunAsync(world, RerunStage.Scores, model: "model-3");
        Assert.Empty(await world.ScoresDoneAsync([overtaken], "model-2"));
        Assert.Equal("model-3", Assert.Single(await world.BeginAsync(Stage.Score)).ModelVersion);

        await world.SubmitAsync("another", model: "model-1");
        Assert.Equal(1, await world.Backlog.RetargetAsync("model-3", default));
        Assert.Equal("model-3", Assert.Single(await world.ClaimAsync(Stage.Featurize)).ModelVersion);
        Assert.Equal(0, await world.Backlog.RetargetAsync("model-3", default));
    }

    [Theory, BothDatabases]
    [Trait("Category", "Slow")]
    public async Task Fifty_thousand_tracks_are_queued_cancelled_and_retried_as_sets(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server);
        await Bulk.FillAsync(world, 50_000);
        Stopwatch clock = Stopwatch.StartNew();
        Guid batch = await RerunAsync(world, RerunStage.Scores, model: "model-2");
        Figures.Note(output, $"{provider}: re-run of 50,000 tracks queued in {clock.ElapsedMilliseconds} ms");
        clock.Restart();
        Assert.Equal(50_000, (await world.Batches.FindAsync(batch, default))!.Counts[JobState.Queued]);
        Figures.Note(output, $"{provider}: shown in {clock.ElapsedMilliseconds} ms");
        Assert.Equal(50_000, await world.NumberAsync($"SELECT count(*) FROM jobs WHERE kind = {JobKind.Scores:D}"));
        ClaimedJob[] begun = [.. await world.BeginAsync(Stage.Score, 100)];
        Assert.Equal(100, begun.Length);
        Assert.All(begun, t => Assert.Equal(7, t.Attempt.JobId.Version));

        await world.ExecuteAsync($"UPDATE jobs SET state = {JobState.Failed:D}, finished_at = created_at, error_code = 'storage' WHERE kind = {JobKind.Scores:D}");
        clock.Restart();
        Assert.Equal(50_000, await world.Batches.RetryFailedAsync(batch, default));
        Figures.Note(output, $"{provider}: failed ones queued again in {clock.ElapsedMilliseconds} ms");
        clock.Restart();
        await world.Batches.CancelAsync(batch, default);
        Figures.Note(output, $"{provider}: cancelled in {clock.ElapsedMilliseconds} ms");
        Assert.Equal(50_000, (await world.Batches.FindAsync(batch, default))!.Counts[JobState.Cancelled]);
        Assert.Empty(await world.ClaimAsync(Stage.Score));
    }

    private static string Text(Guid id, CatalogProvider provider) => provider == CatalogProvider.Sqlite ? id.ToString().ToUpperInvariant() : id.ToString();

    private static Task<Guid> RerunAsync(
        World world, RerunStage stage, bool all = false, Guid? ofBatch = null, string extractor = World.Extractor, string model = World.Model) =>
        world.Batches.RerunAsync(stage, all, ofBatch, extractor, model, null, default);

    private static async Task<int> TotalAsync(World world, Guid batch) => (await world.Batches.FindAsync(batch, default))!.Total;
}
