using System.Diagnostics;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using Xunit.Abstractions;

namespace GetYourMusicStyle.Catalog.Tests;

/// <summary>Sizes and speeds; only the sizes are asserted, as they do not depend on the machine.</summary>
[Trait("Category", "Slow")]
[Collection("catalog")]
public sealed class MeasureTests(CatalogServer server, ITestOutputHelper output)
{
    private const int Tracks = 2000;
    private const int Windows = 30;

    [Theory, BothDatabases]
    public async Task Two_thousand_tracks_of_thirty_windows_take_a_bounded_space(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        Guid batch = await catalog.Batches.CreateAsync("library", default);
        Stopwatch clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Tracks), new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (i, _) => await catalog.SubmitAsync($"song {i}", batch, $"Artist {i % 100}/Album {i % 300}/{i:0000} A song of some name.mp3"));
        Note($"{Tracks / clock.Elapsed.TotalSeconds:0} announcements and submissions/s from 8 clients");

        clock.Restart();
        List<ClaimedJob> claimed = [];
        while (await catalog.Backlog.ClaimAsync(Stage.Featurize, QueuePriority.Bulk, 100, default) is { Count: > 0 } some)
            claimed.AddRange(some);
        Note($"{Tracks / clock.Elapsed.TotalSeconds:0} claims/s, 100 at a time");
        clock.Restart();
        foreach (ClaimedJob[] some in claimed.Chunk(32))
            Assert.Equal(some.Length, (await catalog.Backlog.BeginAsync([.. some.Select(t => t.Attempt)], default)).Count);
        Note($"{Tracks / clock.Elapsed.TotalSeconds:0} begins/s, 32 at a time");
        clock.Restart();
        foreach (ClaimedJob job in claimed)
            Assert.True(await catalog.Backlog.FeaturesDoneAsync(job.Attempt, CatalogHarness.Facts(Windows), default));
        Note($"{Tracks / clock.Elapsed.TotalSeconds:0} features-done/s, one by one");

        float[] probabilities = [.. Enumerable.Range(0, 14).Select(i => i / 91f)];
        List<ClaimedJob> scoring = [];
        while (await catalog.Backlog.ClaimAsync(Stage.Score, QueuePriority.Bulk, 500, default) is { Count: > 0 } some)
            scoring.AddRange(await catalog.Backlog.BeginAsync([.. some.Select(t => t.Attempt)], default));
        ScoredTrack[] scored = [.. scoring.Select(t => new ScoredTrack(
            t.Attempt, t.TrackId, "metal", 0.6, false, probabilities,
            [.. Enumerable.Range(0, Windows).Select(w => new WindowScore { Window = w, StartSeconds = 6 * w, EndSeconds = (6 * w) + 6, Probabilities = probabilities })]))];
        clock.Restart();
        foreach (ScoredTrack[] some in scored.Chunk(32))
            Assert.Equal(some.Length, (await catalog.Backlog.ScoresDoneAsync(CatalogHarness.Model, "m", CatalogHarness.Genres, some, default)).Count);
        Note($"{Tracks * Windows / clock.Elapsed.TotalSeconds:0} windows/s stored, 32 tracks at a time");
        Assert.Equal(Tracks * Windows, await catalog.NumberAsync("SELECT count(*) FROM window_scores"));

        if (provider == CatalogProvider.Postgres)
        {
            await catalog.ExecuteAsync("VACUUM FULL", inTransaction: false);
            double perWindow = await catalog.NumberAsync("SELECT pg_total_relation_size('window_scores')") / (double)(Tracks * Windows);
            double perTrack = await catalog.NumberAsync("""
                SELECT pg_total_relation_size('tracks') + pg_total_relation_size('jobs') + pg_total_relation_size('submissions')
                    + pg_total_relation_size('track_summaries')
                """) / (double)Tracks;
            Note($"{perWindow:0} bytes a window of 14 genres, {perTrack:0} bytes a track besides, with indexes: {perTrack + (Windows * perWindow):0} bytes a track of 3 minutes");
            foreach (string table in new[] { "tracks", "jobs", "submissions", "track_summaries", "window_scores" })
                Note($"{table}: {await catalog.NumberAsync($"SELECT pg_relation_size('{table}')") / Tracks} bytes a track, indexes {await catalog.NumberAsync($"SELECT pg_indexes_size('{table}')") / Tracks}");
            Assert.InRange(perWindow, 50, 250);
            Assert.InRange(perTrack, 500, 2500);
        }

        void Note(string line) => Figures.Note(output, $"{provider}: {line}");
    }
}
