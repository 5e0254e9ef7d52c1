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
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        SubmissionResult song = await catalog.SubmitAsync("old song");
        await catalog.ProcessAsync();
        await catalog.SubmitAsync("new song", model: "model-2");
        await catalog.FeaturizeAsync();
        await catalog.ScoreAsync("model-2");

        Guid batch = await RerunAsync(catalog, RerunStage.Scores, model: "model-2");
        BatchView view = (await catalog.Batches.FindAsync(batch, default))!;
        Assert.Equal((BatchKind.Rerun, 1, 1), (view.Kind, view.Total, view.Counts[JobState.Queued]));
        Assert.Equal(CatalogHarness.Model, (await catalog.Tracks.TimelineAsync(song.TrackId, "model-2", exact: false, default))!.Model.Hash);
        Assert.Null(await catalog.Tracks.TimelineAsync(song.TrackId, "model-2", exact: true, default));
        catalog.Time.Advance(TimeSpan.FromSeconds(1));
        ClaimedJob job = Assert.Single(await catalog.BeginAsync(Stage.Score));
        Assert.Equal((JobKind.Scores, QueuePriority.Bulk, "model-2", false), (job.Kind, job.Priority, job.ModelVersion, job.Redo));
        await catalog.ScoresDoneAsync([job], "model-2", "techno", windows: 5);

        Assert.Equal(1, (await catalog.Batches.FindAsync(batch, default))!.Counts[JobState.Done]);
        Assert.Equal(["model-2", CatalogHarness.Model], (await catalog.Tracks.ModelsAsync(song.TrackId, default)).Select(m => m.Hash));
        Timeline old = (await catalog.Tracks.TimelineAsync(song.TrackId, CatalogHarness.Model, exact: true, default))!;
        Timeline present = (await catalog.Tracks.TimelineAsync(song.TrackId, "model-2", exact: true, default))!;
        Assert.Equal(("metal", 3, "techno", 5), (old.Summary.Genre, old.Windows.Count, present.Summary.Genre, present.Windows.Count));
        Assert.Equal(0, (await catalog.Batches.FindAsync(await RerunAsync(catalog, RerunStage.Scores, model: "model-2"), default))!.Total);
    }

    [Theory, BothDatabases]
    public async Task What_is_done_again_replaces_what_was_there(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        SubmissionResult song = await catalog.SubmitAsync("song");
        await catalog.ProcessAsync();
        await RerunAsync(catalog, RerunStage.Scores, all: true);
        ClaimedJob job = Assert.Single(await catalog.BeginAsync(Stage.Score));
        Assert.True(job.Redo);
        await catalog.ScoresDoneAsync([job], CatalogHarness.Model, "techno", windows: 2);
        Timeline timeline = (await catalog.Tracks.TimelineAsync(song.TrackId, CatalogHarness.Model, exact: true, default))!;
        Assert.Equal(("techno", 2), (timeline.Summary.Genre, timeline.Windows.Count));
    }

    [Theory, BothDatabases]
    public async Task What_is_missing_depends_on_versions_and_starts_with_features_where_those_are_old(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        await catalog.SubmitAsync("song");
        await catalog.ProcessAsync();
        Assert.Equal(0, await TotalAsync(catalog, await RerunAsync(catalog, RerunStage.Features)));
        Guid images = await RerunAsync(catalog, RerunStage.Spectrograms, extractor: "extractor-2");
        ClaimedJob features = Assert.Single(await catalog.BeginAsync(Stage.Featurize));
        Assert.True(await catalog.Backlog.FeaturesDoneAsync(features.Attempt, CatalogHarness.Facts(3, "extractor-2"), default));
        ClaimedJob rendering = Assert.Single(await catalog.BeginAsync(Stage.Spectrograms));
        Assert.True(await catalog.Backlog.SpectrogramImagesDoneAsync(rendering.Attempt, "extractor-2", default));
        Assert.Equal(1, (await catalog.Batches.FindAsync(images, default))!.Counts[JobState.Done]);
        Assert.Equal(0, await TotalAsync(catalog, await RerunAsync(catalog, RerunStage.Spectrograms, extractor: "extractor-2")));

        Guid again = await RerunAsync(catalog, RerunStage.Features, extractor: "extractor-3");
        ClaimedJob only = Assert.Single(await catalog.BeginAsync(Stage.Featurize));
        Assert.True(await catalog.Backlog.FeaturesDoneAsync(only.Attempt, CatalogHarness.Facts(3, "extractor-3"), default));
        Assert.Equal(1, (await catalog.Batches.FindAsync(again, default))!.Counts[JobState.Done]);
    }

    [Theory, BothDatabases]
    public async Task What_is_missing_leaves_out_bad_audio_cancelled_imports_and_what_is_on_its_way(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server, o => o.MaxRetries = 0);
        SubmissionResult bad = await catalog.SubmitAsync("bad");
        ClaimedJob job = Assert.Single(await catalog.BeginAsync(Stage.Featurize));
        await catalog.Backlog.FailAsync(job.Attempt, "damaged", "no", default);
        SubmissionResult cancelled = await catalog.SubmitAsync("cancelled");
        await catalog.Jobs.CancelAsync(cancelled.JobId, default);
        SubmissionResult unlucky = await catalog.SubmitAsync("unlucky");
        ClaimedJob store = Assert.Single(await catalog.BeginAsync(Stage.Featurize));
        await catalog.Backlog.RetryLaterAsync(store.Attempt, "storage", "away", default);
        Assert.Equal(JobState.Failed, await catalog.StateAsync(unlucky.JobId));
        await catalog.SubmitAsync("on its way");

        foreach (RerunStage stage in new[] { RerunStage.Features, RerunStage.Scores })
        {
            Guid batch = await RerunAsync(catalog, stage);
            Assert.Equal(1, await TotalAsync(catalog, batch));
            Assert.Equal(unlucky.TrackId, await catalog.NumberAsync($"SELECT track_id FROM submissions WHERE batch_id = '{Text(batch, provider)}'"));
        }

        Assert.Equal(4, await TotalAsync(catalog, await RerunAsync(catalog, RerunStage.Features, all: true)));
        Assert.NotEqual(bad.TrackId, unlucky.TrackId);
    }

    [Theory, BothDatabases]
    public async Task A_rerun_of_a_batch_covers_its_tracks_once_and_joins_jobs_that_are_there(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        Guid import = await catalog.Batches.CreateAsync(null, default);
        await catalog.SubmitAsync("one", import, "a/one.mp3");
        await catalog.SubmitAsync("one", import, "b/one.mp3");
        await catalog.SubmitAsync("two", import);
        await catalog.SubmitAsync("elsewhere");
        await catalog.ProcessAsync();
        Guid all = await RerunAsync(catalog, RerunStage.Spectrograms);
        Guid some = await RerunAsync(catalog, RerunStage.Spectrograms, ofBatch: import);
        Assert.Equal((3, 2), (await TotalAsync(catalog, all), await TotalAsync(catalog, some)));
        Assert.Equal(3, await catalog.NumberAsync($"SELECT count(*) FROM jobs WHERE kind = {JobKind.Spectrograms:D}"));
        await catalog.Batches.CancelAsync(all, default);
        Assert.Equal(2, (await catalog.BeginAsync(Stage.Spectrograms)).Count);
        await Assert.ThrowsAsync<CatalogException>(() => RerunAsync(catalog, RerunStage.Features, ofBatch: Guid.CreateVersion7()));
        // The paths of a track are those of its imports.
        long one = await catalog.NumberAsync($"SELECT id FROM tracks WHERE sha256 = '{CatalogHarness.Sha("one")}'");
        Assert.Equal(["a/one.mp3", "b/one.mp3"], (await catalog.Tracks.PathsAsync(one, default)).Select(p => p.Path));
    }

    [Theory, BothDatabases]
    public async Task A_newer_model_takes_over_jobs_that_wait_for_an_older_one(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        await catalog.SubmitAsync("song");
        await catalog.ProcessAsync();
        await RerunAsync(catalog, RerunStage.Scores, model: "model-2");
        ClaimedJob overtaken = Assert.Single(await catalog.BeginAsync(Stage.Score));
        await RerunAsync(catalog, RerunStage.Scores, model: "model-3");
        Assert.Empty(await catalog.ScoresDoneAsync([overtaken], "model-2"));
        Assert.Equal("model-3", Assert.Single(await catalog.BeginAsync(Stage.Score)).ModelVersion);

        await catalog.SubmitAsync("another", model: "model-1");
        Assert.Equal(1, await catalog.Backlog.RetargetAsync("model-3", default));
        Assert.Equal("model-3", Assert.Single(await catalog.ClaimAsync(Stage.Featurize)).ModelVersion);
        Assert.Equal(0, await catalog.Backlog.RetargetAsync("model-3", default));
    }

    [Theory, BothDatabases]
    [Trait("Category", "Slow")]
    public async Task Fifty_thousand_tracks_are_queued_cancelled_and_retried_as_sets(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        await Bulk.FillAsync(catalog, 50_000);
        Stopwatch clock = Stopwatch.StartNew();
        Guid batch = await RerunAsync(catalog, RerunStage.Scores, model: "model-2");
        Figures.Note(output, $"{provider}: re-run of 50,000 tracks queued in {clock.ElapsedMilliseconds} ms");
        clock.Restart();
        Assert.Equal(50_000, (await catalog.Batches.FindAsync(batch, default))!.Counts[JobState.Queued]);
        Figures.Note(output, $"{provider}: shown in {clock.ElapsedMilliseconds} ms");
        Assert.Equal(50_000, await catalog.NumberAsync($"SELECT count(*) FROM jobs WHERE kind = {JobKind.Scores:D}"));
        ClaimedJob[] begun = [.. await catalog.BeginAsync(Stage.Score, 100)];
        Assert.Equal(100, begun.Length);
        Assert.All(begun, t => Assert.Equal(7, t.Attempt.JobId.Version));

        await catalog.ExecuteAsync($"UPDATE jobs SET state = {JobState.Failed:D}, finished_at = created_at, error_code = 'storage' WHERE kind = {JobKind.Scores:D}");
        clock.Restart();
        Assert.Equal(50_000, await catalog.Batches.RetryFailedAsync(batch, default));
        Figures.Note(output, $"{provider}: failed ones queued again in {clock.ElapsedMilliseconds} ms");
        clock.Restart();
        await catalog.Batches.CancelAsync(batch, default);
        Figures.Note(output, $"{provider}: cancelled in {clock.ElapsedMilliseconds} ms");
        Assert.Equal(50_000, (await catalog.Batches.FindAsync(batch, default))!.Counts[JobState.Cancelled]);
        Assert.Empty(await catalog.ClaimAsync(Stage.Score));
    }

    private static string Text(Guid id, CatalogProvider provider) => provider == CatalogProvider.Sqlite ? id.ToString().ToUpperInvariant() : id.ToString();

    private static Task<Guid> RerunAsync(
        CatalogHarness catalog, RerunStage stage, bool all = false, Guid? ofBatch = null, string extractor = CatalogHarness.Extractor, string model = CatalogHarness.Model) =>
        catalog.Batches.RerunAsync(stage, all, ofBatch, extractor, model, null, default);

    private static async Task<int> TotalAsync(CatalogHarness catalog, Guid batch) => (await catalog.Batches.FindAsync(batch, default))!.Total;
}
