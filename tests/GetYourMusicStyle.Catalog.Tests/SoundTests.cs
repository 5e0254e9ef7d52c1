using GetYourMusicStyle.Catalog.Batches;
using GetYourMusicStyle.Catalog.Index;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Catalog.Tracks;
using GetYourMusicStyle.Contracts;

namespace GetYourMusicStyle.Catalog.Tests;

/// <summary>What else is heard in a track, whether it is music, and its embedding.</summary>
[Collection("catalog")]
public sealed class SoundTests(CatalogServer server)
{
    [Theory, BothDatabases]
    public async Task What_is_heard_is_kept_with_the_verdict_and_replaced_by_the_next(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        long[] tracks = await ScoredAsync(catalog, ["piano 0.6", "cello 0.9"], []);

        TrackView heard = (await catalog.Tracks.FindAsync(tracks[0], CatalogHarness.Model, default))!;
        Assert.Equal(0.75, heard.Summary!.Music);
        Assert.Equal([("cello", "instrument", 0.9f), ("piano", "instrument", 0.6f)], Sounds(heard));
        TrackView silent = (await catalog.Tracks.FindAsync(tracks[1], CatalogHarness.Model, default))!;
        Assert.Empty(silent.Summary!.Sounds);
        TrackPage page = await catalog.Tracks.PageAsync(CatalogHarness.Model, new() { Descending = false }, null, 10, default);
        Assert.Equal([2, 0], page.Items.Select(t => t.Summary!.Sounds.Count));
        Assert.Equal(["cello", "piano"], (await catalog.Tracks.FindManyAsync(tracks, CatalogHarness.Model, default))
            .Single(t => t.Track.Id == tracks[0]).Summary!.Sounds.Select(s => s.Name));

        await catalog.Batches.RerunAsync(RerunStage.Scores, true, null, CatalogHarness.Extractor, CatalogHarness.Model, null, default);
        await ScoreAsync(catalog, CatalogHarness.Model, ["piano 0.7", "drums 0.8"], ["choir 0.5"]);
        Assert.Equal(["drums", "piano"], Sounds((await catalog.Tracks.FindAsync(tracks[0], CatalogHarness.Model, default))!).Select(s => s.Name));
        Assert.Equal(["choir"], Sounds((await catalog.Tracks.FindAsync(tracks[1], CatalogHarness.Model, default))!).Select(s => s.Name));

        await catalog.Batches.RerunAsync(RerunStage.Scores, true, null, CatalogHarness.Extractor, "model-2", null, default);
        await ScoreAsync(catalog, "model-2", ["flute 0.5"], []);
        Assert.Equal(["flute"], Sounds((await catalog.Tracks.FindAsync(tracks[0], "model-2", default))!).Select(s => s.Name));
        Assert.Equal(["drums", "piano"], Sounds((await catalog.Tracks.FindAsync(tracks[0], CatalogHarness.Model, default))!).Select(s => s.Name));
        await catalog.Tracks.DeleteAsync(tracks[0], default);
        Assert.Equal(1, await catalog.NumberAsync("SELECT count(*) FROM track_sounds"));
    }

    [Theory, BothDatabases]
    public async Task Tracks_are_listed_and_counted_by_what_is_heard_in_them(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        long[] ids = await ScoredAsync(
            catalog, ["piano 0.6", "cello 0.9"], [], ["piano 0.9"], ["cello 0.5", "piano 0.5", "choir 0.8"], ["drums 0.9"], ["cello 0.7", "piano 0.6"]);
        await catalog.SubmitAsync("not scored");
        foreach (TrackSort sort in Enum.GetValues<TrackSort>())
        {
            foreach (bool descending in new[] { false, true })
            {
                TrackQuery query = new() { Sort = sort, Descending = descending };
                foreach ((string[] sounds, long[] expected) in new (string[], long[])[]
                {
                    (["piano"], [ids[0], ids[2], ids[3], ids[5]]), (["piano", "cello"], [ids[0], ids[3], ids[5]]), (["drums"], [ids[4]]), (["drums", "piano"], []), (["'"], []),
                })
                {
                    List<long> found = [];
                    TrackPosition? after = null;
                    do
                    {
                        TrackPage page = await catalog.Tracks.PageAsync(CatalogHarness.Model, query with { Sounds = sounds }, after, 2, default);
                        found.AddRange(page.Items.Select(t => t.Track.Id));
                        after = page.Next;
                    }
                    while (after is not null);
                    Assert.Equal(expected, sort == TrackSort.Added && descending ? found.AsEnumerable().Reverse() : found.Order());
                    Assert.Equal(expected.Length, (await catalog.Tracks.CountAsync(CatalogHarness.Model, null, sounds, default)).Tracks);
                }

                Assert.Equal([ids[2]], (await catalog.Tracks.PageAsync(CatalogHarness.Model, query with { Sounds = ["piano"], Search = "song 2", Genre = "metal" }, null, 9, default)).Items.Select(t => t.Track.Id));
                Assert.Empty((await catalog.Tracks.PageAsync(CatalogHarness.Model, query with { Sounds = ["piano"], Uncertain = true }, null, 9, default)).Items);
                Assert.Empty((await catalog.Tracks.PageAsync("unknown", query with { Sounds = ["piano"] }, null, 9, default)).Items);
            }
        }

        Assert.Equal([new("piano", 4), new("cello", 3), new("choir", 1), new("drums", 1)], (await catalog.Tracks.CountAsync(CatalogHarness.Model, null, [], default)).Sounds);
        LibraryCounts counts = await catalog.Tracks.CountAsync(CatalogHarness.Model, null, ["piano"], default);
        Assert.Equal([new("piano", 4), new("cello", 3), new("choir", 1)], counts.Sounds);
        Assert.Equal([new("metal", 4, 0)], counts.Genres);
        Assert.Equal([new("cello", 1), new("piano", 1)], (await catalog.Tracks.CountAsync(CatalogHarness.Model, "song 5", ["piano"], default)).Sounds);
    }

    [Theory, BothDatabases]
    public async Task The_index_reads_the_embedding_of_its_own_model_version(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        long[] tracks = await ScoredAsync(catalog, [], []);
        await catalog.Batches.RerunAsync(RerunStage.Scores, true, null, CatalogHarness.Extractor, "model-2", null, default);
        await catalog.ScoresDoneAsync((await catalog.BeginAsync(Stage.Score)).Take(1), "model-2");

        IReadOnlyList<IndexRow> rows = await catalog.Index.PageAsync(new(CatalogHarness.Model, CatalogHarness.Extractor), -1, 10, default);
        Assert.Equal(tracks, rows.Select(r => r.TrackId));
        Assert.Equal([0.25f, tracks[0]], rows[0].Embedding!);
        Assert.Equal([0.25f, tracks[1]], rows[1].Embedding!);
        Assert.Null(Assert.Single(await catalog.Index.PageAsync(new("model-2", CatalogHarness.Extractor), -1, 10, default)).Embedding);
    }

    private static IEnumerable<(string Name, string Kind, float Strength)> Sounds(TrackView track) =>
        track.Summary!.Sounds.Select(s => (s.Name, s.Kind, s.Strength));

    /// <summary>Tracks in which this is heard, each sound with its strength.</summary>
    private static async Task<long[]> ScoredAsync(CatalogHarness catalog, params string[][] sounds)
    {
        List<long> tracks = [];
        for (int i = 0; i < sounds.Length; i++)
            tracks.Add((await catalog.SubmitAsync($"song {i}")).TrackId);
        await catalog.FeaturizeAsync();
        await ScoreAsync(catalog, CatalogHarness.Model, sounds);
        return [.. tracks];
    }

    private static async Task ScoreAsync(CatalogHarness catalog, string model, params string[][] sounds)
    {
        ScoredTrack[] scored = [.. (await catalog.BeginAsync(Stage.Score)).OrderBy(t => t.TrackId).Select((t, i) => CatalogHarness.Scored(t) with
        {
            Music = 0.75,
            Sounds = [.. sounds[i].Select(s => s.Split(' ')).Select(s => new TrackSound
            {
                Name = s[0],
                Kind = "instrument",
                Strength = float.Parse(s[1], System.Globalization.CultureInfo.InvariantCulture),
            })],
            Embedding = [0.25f, t.TrackId],
        })];
        Assert.Equal(sounds.Length, (await catalog.Backlog.ScoresDoneAsync(model, "ensemble", CatalogHarness.Genres, scored, default)).Count);
    }
}
