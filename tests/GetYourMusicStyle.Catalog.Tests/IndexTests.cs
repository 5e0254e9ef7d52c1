using GetYourMusicStyle.Catalog.Batches;
using GetYourMusicStyle.Catalog.Index;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;

namespace GetYourMusicStyle.Catalog.Tests;

/// <summary>What an index in memory is filled from, and how it hears of changes.</summary>
[Collection("catalog")]
public sealed class IndexTests(CatalogServer server)
{
    private static readonly IndexScope _scope = new(World.Model, World.Extractor);

    [Theory, BothDatabases]
    public async Task Every_track_is_read_once_with_its_sound_and_a_path_of_the_library(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server);
        long[] tracks = await ScoredAsync(world, 5);
        await world.SubmitAsync("unfinished");
        Guid batch = await world.Batches.CreateAsync(null, default);
        await world.SubmitAsync("song 1", batch, "Artist/Album/1.mp3");

        List<IndexRow> rows = [];
        for (long after = -1; await world.Index.PageAsync(_scope, after, 2, default) is { Count: > 0 } page; after = page[^1].TrackId)
            rows.AddRange(page);
        Assert.Equal(tracks, rows.Select(r => r.TrackId));
        IndexRow row = rows[1];
        Assert.Equal(("metal", 0.7, false, 18.0), (row.Genre, row.Confidence, row.Uncertain, row.DurationSeconds));
        Assert.Equal(("Title", "Artist", "Album"), (row.Title, row.Artist, row.Album));
        Assert.Equal(["music/song 0.mp3", "Artist/Album/1.mp3"], rows.Take(2).Select(r => r.Path));
        Assert.Equal([0.1f, 0.7f, 0.2f], row.Probabilities!);
        Assert.Equal([tracks[1], 2f], row.Means!);
        Assert.Equal([0.5f, 0.25f], row.StandardDeviations!);
        Assert.Equal(rows.Select(r => r.TrackId), await IdsAsync(world.Index.AllAsync(_scope, default)));
        Assert.Equal(tracks[2..4], (await world.Index.FindAsync(_scope, [tracks[3], tracks[2], 9999], default)).Select(r => r.TrackId).Order());
        Assert.Equal(5, await world.Index.CountAsync(World.Model, default));
    }

    [Theory, BothDatabases]
    public async Task Results_of_another_model_and_sounds_of_another_extractor_are_not_read(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server);
        long[] tracks = await ScoredAsync(world, 2);
        IndexMark before = await world.Index.MarkAsync(default);
        await world.Batches.RerunAsync(RerunStage.Scores, true, null, World.Extractor, "model-2", null, default);
        await world.ScoresDoneAsync((await world.BeginAsync(Stage.Score)).Where(t => t.TrackId == tracks[1]), "model-2", genre: "techno");
        IndexMark after = await world.Index.MarkAsync(default);

        Assert.All(await world.Index.PageAsync(_scope, -1, 10, default), row => Assert.Equal("metal", row.Genre));
        Assert.Empty(await IdsAsync(world.Index.ChangedAsync(_scope, before, after, default)));
        IndexScope other = new("model-2", "extractor-2");
        IndexRow row = Assert.Single(await world.Index.PageAsync(other, -1, 10, default));
        Assert.Equal((tracks[1], "techno"), (row.TrackId, row.Genre));
        Assert.Null(row.Means);
        Assert.Equal([tracks[1]], await IdsAsync(world.Index.ChangedAsync(other, before, after, default)));
        Assert.Empty(await world.Index.PageAsync(new("unknown", World.Extractor), -1, 10, default));
    }

    [Theory, BothDatabases]
    public async Task Changes_are_what_was_scored_retagged_and_deleted_since(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server);
        long[] old = await ScoredAsync(world, 4);
        IndexMark first = await world.Index.MarkAsync(default);
        Assert.Empty(await IdsAsync(world.Index.ChangedAsync(_scope, first, await world.Index.MarkAsync(default), default)));

        long[] more = await ScoredAsync(world, 2, from: 10);
        await world.Library.DeleteAsync(old[0], default);
        await world.Batches.RerunAsync(RerunStage.Features, true, null, "extractor-2", World.Model, null, default);
        ClaimedJob retagged = (await world.BeginAsync(Stage.Featurize)).Single(t => t.TrackId == old[2]);
        await world.Backlog.FeaturesDoneAsync(retagged.Attempt, World.Facts() with { Title = "New" }, default);
        IndexMark second = await world.Index.MarkAsync(default);

        Assert.True(IndexReader.CanFollow(first, second));
        Assert.Equal([.. more, old[2]], await IdsAsync(world.Index.ChangedAsync(_scope, first, second, default)));
        Assert.Equal([old[0]], await DeletedAsync(world, first, second));
        Assert.Empty(await IdsAsync(world.Index.ChangedAsync(_scope, second, await world.Index.MarkAsync(default), default)));
        Assert.Empty(await DeletedAsync(world, second, await world.Index.MarkAsync(default)));
        Assert.Equal("New", Assert.Single(await world.Index.FindAsync(_scope, [old[2]], default)).Title);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_change_that_commits_late_is_not_lost()
    {
        await using World world = await World.CreateAsync(CatalogProvider.Postgres, server);
        long[] tracks = await ScoredAsync(world, 2);
        IndexMark start = await world.Index.MarkAsync(default);
        TaskCompletionSource written = new(), mayCommit = new();
        Task late = world.Database.WriteAsync(
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
        await world.ExecuteAsync($"UPDATE track_summaries SET change = pg_current_xact_id()::text::bigint WHERE track_id = {tracks[1]}");
        IndexMark between = await world.Index.MarkAsync(default);
        List<long> seen = await IdsAsync(world.Index.ChangedAsync(_scope, start, between, default));
        List<long> gone = await DeletedAsync(world, start, between);
        mayCommit.SetResult();
        await late;
        IndexMark end = await world.Index.MarkAsync(default);
        seen.AddRange(await IdsAsync(world.Index.ChangedAsync(_scope, between, end, default)));
        gone.AddRange(await DeletedAsync(world, between, end));
        Assert.Equal(tracks, seen.Order());
        Assert.Equal([777], gone);
    }

    [Theory, BothDatabases]
    public async Task Deletions_are_forgotten_after_a_while_and_their_numbers_do_not_come_again(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server);
        long[] tracks = await ScoredAsync(world, 3);
        IndexMark start = await world.Index.MarkAsync(default);
        await world.Library.DeleteAsync(tracks[0], default);
        await world.Library.DeleteAsync(tracks[2], default);
        IndexMark middle = await world.Index.MarkAsync(default);
        Assert.Equal(0, await world.Library.ForgetDeletionsAsync(default));
        world.Time.Advance(IndexReader.DeletionsKept + TimeSpan.FromMinutes(1));
        Assert.Equal(1, await world.Library.ForgetDeletionsAsync(default));

        IndexMark end = await world.Index.MarkAsync(default);
        Assert.False(IndexReader.CanFollow(start, end));
        Assert.False(IndexReader.CanFollow(end with { At = middle.At }, middle with { Change = middle.Change - 1 }));
        long[] more = await ScoredAsync(world, 1, from: 10);
        Assert.Equal(more, await IdsAsync(world.Index.ChangedAsync(_scope, end, await world.Index.MarkAsync(default), default)));
    }

    private static async Task<long[]> ScoredAsync(World world, int count, int from = 0)
    {
        List<long> tracks = [];
        for (int i = from; i < from + count; i++)
            tracks.Add((await world.SubmitAsync($"song {i}")).TrackId);
        await world.FeaturizeAsync();
        ScoredTrack[] scored = [.. (await world.BeginAsync(Stage.Score)).Select(t => World.Scored(t) with
        {
            FeatureSummary = new TrackFeatureSummary { FeaturesVersion = World.Extractor, Means = [t.TrackId, 2f], StandardDeviations = [0.5f, 0.25f] },
        })];
        Assert.Equal(count, (await world.Backlog.ScoresDoneAsync(World.Model, "ensemble", World.Genres, scored, default)).Count);
        return [.. tracks];
    }

    private static async Task<List<long>> IdsAsync(IAsyncEnumerable<IReadOnlyList<IndexRow>> pages)
    {
        List<long> ids = [];
        await foreach (IReadOnlyList<IndexRow> page in pages)
            ids.AddRange(page.Select(r => r.TrackId));
        return ids;
    }

    private static async Task<List<long>> DeletedAsync(World world, IndexMark since, IndexMark until)
    {
        List<long> ids = [];
        await foreach (IReadOnlyList<long> page in world.Index.DeletedAsync(since, until, default))
            ids.AddRange(page);
        return ids;
    }
}
