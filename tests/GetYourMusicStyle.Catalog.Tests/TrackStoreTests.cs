using GetYourMusicStyle.Catalog.Batches;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Catalog.Tracks;
using GetYourMusicStyle.Contracts;

namespace GetYourMusicStyle.Catalog.Tests;

[Collection("catalog")]
public sealed class TrackStoreTests(CatalogServer server)
{
    [Theory, BothDatabases]
    public async Task Tracks_are_paged_newest_first_by_key(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        List<long> ids = [];
        for (int i = 0; i < 7; i++)
            ids.Add((await catalog.SubmitAsync($"song {i}")).TrackId);
        await catalog.FeaturizeAsync();
        IReadOnlyList<ClaimedJob> jobs = await catalog.BeginAsync(Stage.Score);
        await catalog.ScoresDoneAsync(jobs.Where(t => t.TrackId % 2 == 0), genre: "metal");
        await catalog.ScoresDoneAsync(jobs.Where(t => t.TrackId == ids[1] + 1 || t.TrackId == ids[0]), genre: null);

        List<long> seen = [];
        TrackPosition? after = null;
        do
        {
            TrackPage page = await catalog.Tracks.PageAsync(CatalogHarness.Model, new(), after, 3, default);
            seen.AddRange(page.Items.Select(t => t.Track.Id));
            // One that comes while somebody turns pages moves nothing.
            await catalog.SubmitAsync($"later {seen.Count}");
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(ids.AsEnumerable().Reverse(), seen);
        TrackQuery ofMetal = new() { Genre = "metal" };
        TrackPage metal = await catalog.Tracks.PageAsync(CatalogHarness.Model, ofMetal, null, 2, default);
        Assert.All(metal.Items, t => Assert.Equal(("metal", CatalogHarness.Model), (t.Summary!.Genre, t.Model!.Hash)));
        long[] even = [.. ids.Where(i => i % 2 == 0).OrderDescending()];
        Assert.Equal(even[..2], metal.Items.Select(t => t.Track.Id));
        Assert.Equal(even[2..], (await catalog.Tracks.PageAsync(CatalogHarness.Model, ofMetal, metal.Next, 5, default)).Items.Select(t => t.Track.Id));
        Assert.Empty((await catalog.Tracks.PageAsync("unknown", ofMetal, null, 5, default)).Items);
        Assert.All((await catalog.Tracks.PageAsync("unknown", new(), null, 5, default)).Items, t => Assert.Null(t.Summary));
    }

    [Theory, BothDatabases]
    public async Task Search_finds_beginnings_of_words_in_tags_and_file_names(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        long song = (await catalog.SubmitAsync("01-foo_bar.live")).TrackId;
        long other = (await catalog.SubmitAsync("other")).TrackId;
        foreach (ClaimedJob job in await catalog.BeginAsync(Stage.Featurize))
        {
            TrackFacts facts = job.TrackId == song
                ? CatalogHarness.Facts() with { Title = "Don't Stop <b>Me</b>", Artist = "AC/DC & Björk", Album = null }
                : CatalogHarness.Facts() with { Title = "'; DROP TABLE tracks; --\0", Artist = "lone \ud800 surrogate", Album = new string('x', 9000) };
            await catalog.Backlog.FeaturesDoneAsync(job.Attempt, facts, default);
        }

        async Task<long[]> Find(string text) =>
            [.. (await catalog.Tracks.PageAsync(CatalogHarness.Model, new() { Search = text }, null, 10, default)).Items.Select(t => t.Track.Id)];
        foreach (string found in new[] { "foo", "FOO ba", "live", "mp3 01", "don't", "sto", "ac/dc", "dc AC", "Björk", "stop me", "foo_bar" })
            Assert.Equal([song], await Find(found));
        Assert.Equal([other], await Find("drop table"));
        Assert.Equal([other, song], await Find("mp3"));
        Assert.Empty(await Find("foo missing"));
        Assert.Empty(await Find("&&& | ! :*"));
        Assert.Equal(2, (await Find("   ")).Length);
        Assert.Empty(await Find("' OR 1=1"));
    }

    [Theory, BothDatabases]
    public async Task Tags_that_are_missing_leave_what_is_there(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        SubmissionResult song = await catalog.SubmitAsync("song");
        await catalog.FeaturizeAsync();
        await catalog.Batches.RerunAsync(RerunStage.Features, true, null, "extractor-2", CatalogHarness.Model, null, default);
        ClaimedJob job = Assert.Single(await catalog.BeginAsync(Stage.Featurize));
        await catalog.Backlog.FeaturesDoneAsync(job.Attempt, new TrackFacts(7, 1, "extractor-2", null, "New artist", null, null), default);
        Track track = (await catalog.Tracks.FindAsync(song.TrackId, CatalogHarness.Model, default))!.Track;
        Assert.Equal(("Title", "New artist", "Album", "Genre"), (track.Title, track.Artist, track.Album, track.TagGenre));
        Assert.Equal((7.0, 1, "extractor-2"), (track.DurationSeconds, track.WindowCount, track.FeaturesVersion));
    }

    [Theory, BothDatabases]
    public async Task A_deleted_track_leaves_nothing_behind(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        Guid batch = await catalog.Batches.CreateAsync(null, default);
        SubmissionResult song = await catalog.SubmitAsync("song", batch);
        await catalog.SubmitAsync("neighbour", batch);
        await catalog.FeaturizeAsync();
        IReadOnlyList<ClaimedJob> begun = await catalog.BeginAsync(Stage.Score);
        await catalog.ScoresDoneAsync(begun.Where(t => t.TrackId != song.TrackId));
        await catalog.ExecuteAsync($"INSERT INTO track_feature_summaries SELECT {song.TrackId}, 'x', probabilities, probabilities FROM window_scores LIMIT 1");
        await catalog.Batches.RerunAsync(RerunStage.Spectrograms, false, null, CatalogHarness.Extractor, CatalogHarness.Model, null, default);

        Assert.Equal(CatalogHarness.Sha("song"), await catalog.Tracks.DeleteAsync(song.TrackId, default));
        Assert.Null(await catalog.Tracks.DeleteAsync(song.TrackId, default));
        Assert.Empty(await catalog.ScoresDoneAsync(begun.Where(t => t.TrackId == song.TrackId)));
        foreach (string table in new[] { "jobs", "submissions", "track_summaries", "window_scores", "track_feature_summaries" })
            Assert.Equal(0, await catalog.NumberAsync($"SELECT count(*) FROM {table} WHERE track_id = {song.TrackId}"));
        Assert.Equal(3, await catalog.NumberAsync("SELECT count(*) FROM window_scores"));
        Assert.Equal(1, (await catalog.Batches.FindAsync(batch, default))!.Total);
        Assert.Null(await catalog.Tracks.FindAsync(song.TrackId, CatalogHarness.Model, default));
        Assert.Null(await catalog.Tracks.TimelineAsync(song.TrackId, CatalogHarness.Model, false, default));
        Assert.True(await catalog.Tracks.DeleteOrphanAsync(CatalogHarness.Sha("song"), _ => Task.CompletedTask, default));
        Assert.True((await catalog.SubmitAsync("song")).Queued);
    }
}
