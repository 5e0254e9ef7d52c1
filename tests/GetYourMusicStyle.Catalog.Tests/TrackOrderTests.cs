using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Catalog.Tracks;
using GetYourMusicStyle.Contracts;

namespace GetYourMusicStyle.Catalog.Tests;

[Collection("catalog")]
public sealed class TrackOrderTests(CatalogServer server)
{
    // Title, artist, length in seconds, genre (null: silent, "-": not scored), confidence, not sure.
    private static readonly (string? Title, string? Artist, double Seconds, string? Genre, double Confidence, bool Uncertain)[] _songs =
    [
        ("beta", "Zoe", 30, "metal", 0.9, false),
        ("Alpha", null, 20, "techno", 0.3, true),
        (null, "adam", 20, "-", 0, false),
        ("alpha", "Zoe", 40, "metal", 0.9, false),
        ("", "", 10, null, 0, true),
        ("Gamma " + new string('x', 3000), "Éva", 20, "classical", 0.5, false),
        ("alpha", "zoe", 60, "-", 0, false),
    ];

    [Theory, BothDatabases]
    public async Task Every_order_lists_every_track_once_in_pages_of_any_size_both_ways(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        long[] ids = await FillAsync(catalog);
        foreach ((TrackSort sort, int[] ascending, int[] without) in new (TrackSort, int[], int[])[]
        {
            (TrackSort.Added, [0, 1, 2, 3, 4, 5, 6], []),
            (TrackSort.Title, [1, 3, 6, 0, 5, 2, 4], []),
            (TrackSort.Artist, [2, 0, 3, 6], [1, 4]),
            (TrackSort.Genre, [5, 0, 3, 1], [2, 4, 6]),
            (TrackSort.Confidence, [4, 1, 5, 0, 3], [2, 6]),
            (TrackSort.Duration, [4, 1, 2, 5, 0, 3, 6], []),
        })
        {
            foreach (bool descending in new[] { false, true })
            {
                // How a database compares letters beyond ASCII is its own affair.
                long odd = sort == TrackSort.Artist ? ids[5] : -1;
                long[] expected = [.. descending ? ascending.Reverse().Concat(without.Reverse()) : ascending.Concat(without)];
                expected = [.. expected.Select(i => ids[i])];
                foreach (int size in new[] { 1, 2, 3, 50 })
                    Assert.Equal(expected, (await AllAsync(catalog, new() { Sort = sort, Descending = descending }, size)).Where(id => id != odd));
                for (int skip = 0; skip <= ids.Length; skip++)
                {
                    TrackQuery query = new() { Sort = sort, Descending = descending };
                    List<long> all = await AllAsync(catalog, query, 50);
                    TrackPage page = await catalog.Tracks.PageAsync(CatalogHarness.Model, query with { Skip = skip }, null, 50, default);
                    Assert.Equal(all.Skip(skip), page.Items.Select(t => t.Track.Id));
                }
            }
        }
    }

    [Theory, BothDatabases]
    public async Task A_list_goes_on_where_it_was_although_the_track_there_is_gone(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        long[] ids = await FillAsync(catalog);
        foreach (TrackSort sort in Enum.GetValues<TrackSort>())
        {
            TrackQuery query = new() { Sort = sort, Descending = false };
            List<long> all = await AllAsync(catalog, query, 50);
            TrackPage page = await catalog.Tracks.PageAsync(CatalogHarness.Model, query, null, 2, default);
            await catalog.ExecuteAsync($"UPDATE track_summaries SET track_id = -track_id WHERE track_id = {all[1]}");
            await catalog.ExecuteAsync($"UPDATE tracks SET title = title || ' moved', duration_seconds = duration_seconds + 100 WHERE id = {all[1]}");
            TrackPage rest = await catalog.Tracks.PageAsync(CatalogHarness.Model, query, page.Next, 50, default);
            Assert.Equal(all[2..], rest.Items.Select(t => t.Track.Id).Where(id => id != all[1]));
            await catalog.ExecuteAsync($"UPDATE track_summaries SET track_id = -track_id WHERE track_id = -{all[1]}");
        }

        await Assert.ThrowsAsync<ArgumentException>(() => catalog.Tracks.PageAsync(CatalogHarness.Model, new(), new TrackPosition(TrackSort.Title, "a", 1), 5, default));
        Assert.Equal(7, ids.Length);
    }

    [Theory, BothDatabases]
    public async Task Filters_hold_in_every_order_and_counts_agree_with_the_lists(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        long[] ids = await FillAsync(catalog);
        foreach (TrackSort sort in Enum.GetValues<TrackSort>())
        {
            async Task<long[]> Find(TrackQuery query) => [.. (await AllAsync(catalog, query with { Sort = sort }, 2)).Order()];
            Assert.Equal([ids[0], ids[3]], await Find(new() { Genre = "metal" }));
            Assert.Equal([ids[1]], await Find(new() { Uncertain = true }));
            Assert.Equal([ids[0], ids[3], ids[5]], await Find(new() { Uncertain = false }));
            Assert.Equal([ids[3]], await Find(new() { Genre = "metal", Search = "alpha" }));
            Assert.Equal([ids[1], ids[3], ids[6]], await Find(new() { Search = "ALPH" }));
            Assert.Equal([ids[3]], await Find(new() { Search = "alpha", Uncertain = false }));
        }

        LibraryCounts counts = await catalog.Tracks.CountAsync(CatalogHarness.Model, null, [], default);
        Assert.Equal((7, 2, 1, 200), (counts.Tracks, counts.NotAnalysed, counts.Silent, counts.Seconds));
        Assert.Equal([new("metal", 2, 0), new("classical", 1, 0), new("techno", 1, 1)], counts.Genres);
        LibraryCounts found = await catalog.Tracks.CountAsync(CatalogHarness.Model, "alpha", [], default);
        Assert.Equal((3, 1, 0, 120), (found.Tracks, found.NotAnalysed, found.Silent, found.Seconds));
        Assert.Equal([new("metal", 1, 0), new("techno", 1, 1)], found.Genres);
        Assert.Equal((7, 7), ((await catalog.Tracks.CountAsync("unknown", null, [], default)).Tracks, (await catalog.Tracks.CountAsync("unknown", null, [], default)).NotAnalysed));
        Assert.Equal(0, (await catalog.Tracks.CountAsync(CatalogHarness.Model, "&&&", [], default)).Tracks);
    }

    private static async Task<long[]> FillAsync(CatalogHarness catalog)
    {
        List<long> ids = [];
        for (int i = 0; i < _songs.Length; i++)
            ids.Add((await catalog.SubmitAsync($"song {i}")).TrackId);
        foreach (ClaimedJob job in await catalog.BeginAsync(Stage.Featurize))
        {
            var song = _songs[ids.IndexOf(job.TrackId)];
            TrackFacts facts = CatalogHarness.Facts() with { Title = song.Title, Artist = song.Artist, Album = null, DurationSeconds = song.Seconds };
            await catalog.Backlog.FeaturesDoneAsync(job.Attempt, facts, default);
        }

        ScoredTrack[] scored = [.. (await catalog.BeginAsync(Stage.Score)).Select(t => (Ticket: t, Song: _songs[ids.IndexOf(t.TrackId)])).Where(p => p.Song.Genre != "-")
            .Select(p => CatalogHarness.Scored(p.Ticket, p.Song.Genre) with { Confidence = p.Song.Confidence, Uncertain = p.Song.Uncertain })];
        await catalog.Backlog.ScoresDoneAsync(CatalogHarness.Model, "ensemble", CatalogHarness.Genres, scored, default);
        return [.. ids];
    }

    private static async Task<List<long>> AllAsync(CatalogHarness catalog, TrackQuery query, int size)
    {
        List<long> seen = [];
        TrackPosition? after = null;
        do
        {
            TrackPage page = await catalog.Tracks.PageAsync(CatalogHarness.Model, query, after, size, default);
            seen.AddRange(page.Items.Select(t => t.Track.Id));
            after = page.Next;
        }
        while (after is not null && seen.Count < 100);
        return seen;
    }
}
