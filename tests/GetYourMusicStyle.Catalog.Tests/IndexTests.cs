using GetYourMusicStyle.Catalog.Batches;
using GetYourMusicStyle.Catalog.Index;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;

namespace GetYourMusicStyle.Catalog.Tests;

/// <summary>What an index in memory is filled from, and how it hears of changes.</summary>
[Collection("catalog")]
public sealed class IndexTests(CatalogServer server)
{
    private static readonly IndexScope _scope = new(CatalogHarness.Model, CatalogHarness.Extractor);

    [Theory, BothDatabases]
    public async Task Every_track_is_read_once_with_its_feature_summary_and_a_path_of_the_library(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        long[] tracks = await ScoredAsync(catalog, 5);
        await catalog.SubmitAsync("unfinished");
        Guid batch = await catalog.Batches.CreateAsync(null, default);
        await catalog.SubmitAsync("song 1", batch, "Artist/Album/1.mp3");

        List<IndexRow> rows = [];
        for (long after = -1; await catalog.Index.PageAsync(_scope, after, 2, default) is { Count: > 0 } page; after = page[^1].TrackId)
            rows.AddRange(page);
        Assert.Equal(tracks, rows.Select(r => r.TrackId));
        IndexRow row = rows[1];
        Assert.Equal(("metal", 0.7, false, 18.0), (row.Genre, row.Confidence, row.Uncertain, row.DurationSeconds));
        Assert.Equal(("Title", "Artist", "Album"), (row.Title, row.Artist, row.Album));
        Assert.Equal(["music/song 0.mp3", "Artist/Album/1.mp3"], rows.Take(2).Select(r => r.Path));
        Assert.Equal([0.1f, 0.7f, 0.2f], row.Probabilities!);
        Assert.Equal([tracks[1], 2f], row.Means!);
        Assert.Equal([0.5f, 0.25f], row.StandardDeviations!);
        Assert.Equal(rows.Select(r => r.TrackId), await IdsAsync(catalog.Index.AllAsync(_scope, default)));
        Assert.Equal(tracks[2..4], (await catalog.Index.FindAsync(_scope, [tracks[3], tracks[2], 9999], default)).Select(r => r.TrackId).Order());
        Assert.Equal(5, await catalog.Index.CountAsync(CatalogHarness.Model, default));
    }

    [Theory, BothDatabases]
    public async Task Results_of_another_model_and_feature_summaries_of_another_extractor_are_not_read(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        long[] tracks = await ScoredAsync(catalog, 2);
        IndexMark before = await catalog.Index.MarkAsync(default);
        await catalog.Batches.RerunAsync(RerunStage.Scores, true, null, CatalogHarness.Extractor, "model-2", null, default);
        await catalog.ScoresDoneAsync((await catalog.BeginAsync(Stage.Score)).Where(t => t.TrackId == tracks[1]), "model-2", genre: "techno");
        IndexMark after = await catalog.Index.MarkAsync(default);

        Assert.All(await catalog.Index.PageAsync(_scope, -1, 10, default), row => Assert.Equal("metal", row.Genre));
        Assert.Empty(await IdsAsync(catalog.Index.ChangedAsync(_scope, before, after, default)));
        IndexScope other = new("model-2", "extractor-2");
        IndexRow row = Assert.Single(await catalog.Index.PageAsync(other, -1, 10, default));
        Assert.Equal((tracks[1], "techno"), (row.TrackId, row.Genre));
        Assert.Null(row.Means);
        Assert.Equal([tracks[1]], await IdsAsync(catalog.Index.ChangedAsync(other, before, after, default)));
        Assert.Empty(await catalog.Index.PageAsync(new("unknown", CatalogHarness.Extractor), -1, 10, default));
    }

    [Theory, BothDatabases]
    public async Task Changes_are_what_was_scored_retagged_and_deleted_since(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        long[] old = await ScoredAsync(catalog, 4);
        IndexMark first = await catalog.Index.MarkAsync(default);
        Assert.Empty(await IdsAsync(catalog.Index.ChangedAsync(_scope, first, await catalog.Index.MarkAsync(default), default)));

        long[] more = await ScoredAsync(catalog, 2, from: 10);
        await catalog.Tracks.DeleteAsync(old[0], default);
        await catalog.Batches.RerunAsync(RerunStage.Features, true, null, "extractor-2", CatalogHarness.Model, null, default);
        ClaimedJob retagged = (await catalog.BeginAsync(Stage.Featurize)).Single(t => t.TrackId == old[2]);
        await catalog.Backlog.FeaturesDoneAsync(retagged.Attempt, CatalogHarness.Facts() with { Title = "New" }, default);
        IndexMark second = await catalog.Index.MarkAsync(default);

        Assert.True(IndexReader.CanFollow(first, second));
        Assert.Equal([.. more, old[2]], await IdsAsync(catalog.Index.ChangedAsync(_scope, first, second, default)));
        Assert.Equal([old[0]], await DeletedAsync(catalog, first, second));
        Assert.Empty(await IdsAsync(catalog.Index.ChangedAsync(_scope, second, await catalog.Index.MarkAsync(default), default)));
        Assert.Empty(await DeletedAsync(catalog, second, await catalog.Index.MarkAsync(default)));
        Assert.Equal("New", Assert.Single(await catalog.Index.FindAsync(_scope, [old[2]], default)).Title);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_change_that_commits_late_is_not_lost()
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(CatalogProvider.Postgres, server);
        long[] tracks = await ScoredAsync(catalog, 2);
        IndexMark start = await catalog.Index.MarkAsync(default);
        TaskCompletionSource written = new(), mayCommit = new();
        Task late = catalog.Database.WriteAsync(
            async (context, stop) =>
            {
                await context.Sql($"UPDATE track_summaries SET change = {context.ChangeNumber} WHERE track_id = {tracks[0]}").ExecuteAsync(stop);
                await context.Sql($"INSERT INTO track_deletions VALUES (777, {context.ChangeNumber}, now())").ExecuteAsync(stop);
                written.SetResult();
                await mayCommit.Task;
                return 0;
            },
            default);
        await written.Task;
        // Begun later, and visible earlier.
        await catalog.ExecuteAsync($"UPDATE track_summaries SET change = pg_current_xact_id()::text::bigint WHERE track_id = {tracks[1]}");
        IndexMark between = await catalog.Index.MarkAsync(default);
        List<long> seen = await IdsAsync(catalog.Index.ChangedAsync(_scope, start, between, default));
        List<long> gone = await DeletedAsync(catalog, start, between);
        mayCommit.SetResult();
        await late;
        IndexMark end = await catalog.Index.MarkAsync(default);
        seen.AddRange(await IdsAsync(catalog.Index.ChangedAsync(_scope, between, end, default)));
        gone.AddRange(await DeletedAsync(catalog, between, end));
        Assert.Equal(tracks, seen.Order());
        Assert.Equal([777], gone);
    }

    [Theory, BothDatabases]
    public async Task Deletions_are_forgotten_after_a_while_and_their_numbers_do_not_come_again(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        long[] tracks = await ScoredAsync(catalog, 3);
        IndexMark start = await catalog.Index.MarkAsync(default);
        await catalog.Tracks.DeleteAsync(tracks[0], default);
        await catalog.Tracks.DeleteAsync(tracks[2], default);
        IndexMark middle = await catalog.Index.MarkAsync(default);
        Assert.Equal(0, await catalog.Tracks.ForgetDeletionsAsync(default));
        catalog.Time.Advance(IndexReader.DeletionsKept + TimeSpan.FromMinutes(1));
        Assert.Equal(1, await catalog.Tracks.ForgetDeletionsAsync(default));

        IndexMark end = await catalog.Index.MarkAsync(default);
        Assert.False(IndexReader.CanFollow(start, end));
        Assert.False(IndexReader.CanFollow(end with { At = middle.At }, middle with { Change = middle.Change - 1 }));
        long[] more = await ScoredAsync(catalog, 1, from: 10);
        Assert.Equal(more, await IdsAsync(catalog.Index.ChangedAsync(_scope, end, await catalog.Index.MarkAsync(default), default)));
    }

    private static async Task<long[]> ScoredAsync(CatalogHarness catalog, int count, int from = 0)
    {
        List<long> tracks = [];
        for (int i = from; i < from + count; i++)
            tracks.Add((await catalog.SubmitAsync($"song {i}")).TrackId);
        await catalog.FeaturizeAsync();
        ScoredTrack[] scored = [.. (await catalog.BeginAsync(Stage.Score)).Select(t => CatalogHarness.Scored(t) with
        {
            FeatureSummary = new TrackFeatureSummary { FeaturesVersion = CatalogHarness.Extractor, Means = [t.TrackId, 2f], StandardDeviations = [0.5f, 0.25f] },
        })];
        Assert.Equal(count, (await catalog.Backlog.ScoresDoneAsync(CatalogHarness.Model, "ensemble", CatalogHarness.Genres, scored, default)).Count);
        return [.. tracks];
    }

    private static async Task<List<long>> IdsAsync(IAsyncEnumerable<IReadOnlyList<IndexRow>> pages)
    {
        List<long> ids = [];
        await foreach (IReadOnlyList<IndexRow> page in pages)
            ids.AddRange(page.Select(r => r.TrackId));
        return ids;
    }

    private static async Task<List<long>> DeletedAsync(CatalogHarness catalog, IndexMark since, IndexMark until)
    {
        List<long> ids = [];
        await foreach (IReadOnlyList<long> page in catalog.Index.DeletedAsync(since, until, default))
            ids.AddRange(page);
        return ids;
    }
}
