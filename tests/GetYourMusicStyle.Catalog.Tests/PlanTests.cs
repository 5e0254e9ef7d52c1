using System.Collections.Concurrent;
using System.Text;
using GetYourMusicStyle.Catalog.Index;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Catalog.Tracks;
using GetYourMusicStyle.Contracts;
using Microsoft.Extensions.Logging;
using Xunit.Abstractions;

namespace GetYourMusicStyle.Catalog.Tests;

/// <summary>What PostgreSQL does for the queries that clients, dispatcher and workers repeat.</summary>
[Trait("Category", "Slow")]
[Collection("catalog")]
public sealed class PlanTests(CatalogServer server, ITestOutputHelper output)
{
    private static readonly string[] _large = ["jobs", "tracks", "submissions", "track_summaries", "window_scores", "upload_intents", "track_feature_summaries", "track_sounds", "track_deletions"];

    [Fact]
    public async Task The_queries_of_every_day_use_indexes()
    {
        Notices notices = new();
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(
            CatalogProvider.Postgres, server, o => o.ConnectionString += ";Include Error Detail=true;Options=-c session_preload_libraries=auto_explain"
                + " -c auto_explain.log_min_duration=0 -c auto_explain.log_analyze=on -c auto_explain.log_timing=off -c auto_explain.log_level=notice", log: notices);
        await Bulk.FillAsync(catalog, 20_000);
        // A part of the library waits, is out, or is newly uploaded, in several batches.
        await catalog.ExecuteAsync("INSERT INTO batches (id, kind, created_at) SELECT gen_random_uuid(), 0, now() FROM generate_series(1, 499)");
        await catalog.ExecuteAsync("""
            UPDATE submissions SET batch_id = b.id FROM (SELECT id, row_number() OVER () AS n FROM batches) b WHERE b.n = submissions.track_id % 500 + 1
            """);
        await catalog.ExecuteAsync("UPDATE jobs SET state = 0, finished_at = NULL, stage = 0, due_at = due_at + track_id * interval '1 ms' WHERE track_id % 4 = 0");
        await catalog.ExecuteAsync("UPDATE jobs SET lease = 2, due_at = '2027-01-01 12:00:20Z' WHERE track_id % 400 = 0");
        await catalog.ExecuteAsync("UPDATE jobs SET finished_at = finished_at + track_id * interval '150 ms' WHERE finished_at IS NOT NULL");
        await catalog.ExecuteAsync("""
            INSERT INTO window_scores SELECT id, 1, w, w * 6, w * 6 + 6, ARRAY[0.6, 0.3, 0.1]::real[] FROM tracks, generate_series(0, 9) AS w
            """);
        await catalog.ExecuteAsync("""
            INSERT INTO upload_intents SELECT gen_random_uuid(), encode(sha256(n::text::bytea), 'hex'), timestamptz '2027-01-01 12:00:00Z' + n * interval '1 s'
            FROM generate_series(1, 5000) AS n
            """);
        await catalog.ExecuteAsync("INSERT INTO track_feature_summaries SELECT id, 'extractor-1', ARRAY[0.6]::real[], ARRAY[0.1]::real[] FROM tracks");
        await catalog.ExecuteAsync("INSERT INTO track_sounds SELECT id, 1, 'sound ' || (id % 7 + s * 7), 'instrument', 0.6 FROM tracks, generate_series(0, 4) AS s");
        await catalog.ExecuteAsync("UPDATE track_summaries SET change = track_id");
        await catalog.ExecuteAsync("INSERT INTO track_deletions SELECT 1000000 + n, n, now() FROM generate_series(1, 20000) AS n");
        await catalog.ExecuteAsync("UPDATE track_summaries SET uncertain = true WHERE track_id % 100 = 0");
        await catalog.ExecuteAsync("VACUUM ANALYZE", inTransaction: false);

        StringBuilder page = new("# Plans of the catalog's queries in PostgreSQL (20,000 tracks, 5,000 waiting jobs, 500 batches)\n");
        IndexScope scope = new(CatalogHarness.Model, CatalogHarness.Extractor);
        Guid job = Guid.Parse("0193f000-0000-7000-8000-000000000190");
        Guid batch = (await catalog.Batches.ListAsync(null, 2, default))[1].Id;
        JobAttempt attempt = new(job, Stage.Featurize, 2);
        var queries = new (string Name, Func<Task> Run)[]
        {
            ("claim", () => catalog.Backlog.ClaimAsync(Stage.Featurize, QueuePriority.Bulk, 100, default)),
            ("look at the backlog", () => catalog.Backlog.SnapshotAsync(default)),
            ("begin", () => catalog.Backlog.BeginAsync([attempt], default)),
            ("renew", () => catalog.Backlog.RenewAsync([(attempt, 0.5)], default)),
            ("features done", () => catalog.Backlog.FeaturesDoneAsync(attempt, CatalogHarness.Facts(), default)),
            ("scores done", () => catalog.Backlog.ScoresDoneAsync(CatalogHarness.Model, "m", CatalogHarness.Genres, [CatalogHarness.Scored(Ticket(attempt))], default)),
            ("submit", () => catalog.SubmitAsync("song", batch)),
            ("track by hash", () => catalog.Submissions.FindAsync(CatalogHarness.Sha("x"), default)),
            ("orphan by hash", () => catalog.Tracks.DeleteOrphanAsync(CatalogHarness.Sha("y"), _ => Task.CompletedTask, default)),
            ("job", () => catalog.Jobs.FindAsync(job, default)),
            ("cancel a job", () => catalog.Jobs.CancelAsync(job, default)),
            ("stages", () => catalog.Stages.ListAsync(default)),
            ("batch", () => catalog.Batches.FindAsync(batch, default)),
            ("failures of a batch", () => catalog.Batches.FailuresAsync(batch, 100, default)),
            ("cancel a batch", () => catalog.Batches.CancelAsync(batch, default)),
            ("newest tracks", () => catalog.Tracks.PageAsync(CatalogHarness.Model, new(), new(TrackSort.Added, null, 15_000), 50, default)),
            ("tracks of a genre", () => catalog.Tracks.PageAsync(CatalogHarness.Model, new() { Genre = "metal" }, new(TrackSort.Added, null, 15_000), 50, default)),
            ("search, rare words", () => catalog.Tracks.PageAsync(CatalogHarness.Model, new() { Search = "artist title 12345" }, null, 50, default)),
            ("with sounds", () => catalog.Tracks.PageAsync(CatalogHarness.Model, new() { Sounds = ["sound 7", "sound 14"] }, null, 50, default)),
            ("by title", () => ListAsync(catalog, TrackSort.Title, "title 12345")),
            ("by artist", () => ListAsync(catalog, TrackSort.Artist, "artist 500")),
            ("by genre", () => ListAsync(catalog, TrackSort.Genre, "genre 7")),
            ("by confidence", () => ListAsync(catalog, TrackSort.Confidence, 0.6)),
            ("by length", () => ListAsync(catalog, TrackSort.Duration, 180.0)),
            ("not sure", () => catalog.Tracks.PageAsync(CatalogHarness.Model, new() { Uncertain = true }, null, 50, default)),
            ("track", () => catalog.Tracks.FindAsync(400, CatalogHarness.Model, default)),
            ("paths", () => catalog.Tracks.PathsAsync(400, default)),
            ("models", () => catalog.Tracks.ModelsAsync(400, default)),
            ("timeline", () => catalog.Tracks.TimelineAsync(400, CatalogHarness.Model, true, default)),
            ("a page of the index", () => catalog.Index.PageAsync(scope, 15_000, 100, default)),
            ("some of the index", () => catalog.Index.FindAsync(scope, [400, 800, 1200], default)),
            ("changes of the index", () => FirstAsync(catalog.Index.ChangedAsync(scope, new(19_900, default), new(19_950, default), default))),
            ("deletions", () => FirstAsync(catalog.Index.DeletedAsync(new(19_900, default), new(19_950, default), default))),
            ("delete a track", () => catalog.Tracks.DeleteAsync(400, default)),
        };
        List<string> scans = [];
        string claim = "";
        foreach ((string name, Func<Task> run) in queries)
        {
            page.Append($"\n## {name}\n");
            notices.Plans.Clear();
            await run();
            Assert.False(notices.Plans.IsEmpty, name);
            foreach (string plan in notices.Plans)
            {
                if (name == "claim")
                    claim = plan;
                page.Append($"```\n{plan}\n```\n");
                scans.AddRange(_large.Where(t => plan.Contains($"Seq Scan on {t} ", StringComparison.Ordinal)).Select(t => $"{name}: {t}\n{plan}"));
            }
        }

        // A claim reads as many entries of the backlog as it takes, not all that are due.
        Assert.Contains("Index Scan using ix_jobs_backlog on jobs jobs_1", claim, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort", claim, StringComparison.Ordinal);
        string file = Path.Combine(AppContext.BaseDirectory, "plans.md");
        await File.WriteAllTextAsync(file, page.ToString());
        output.WriteLine(file);
        Assert.True(scans.Count == 0, string.Join("\n\n", scans));
    }

    private static async Task FirstAsync<T>(IAsyncEnumerable<T> pages)
    {
        await foreach (T _ in pages)
            break;
    }

    private static Task<TrackPage> ListAsync(CatalogHarness catalog, TrackSort sort, object key) =>
        catalog.Tracks.PageAsync(CatalogHarness.Model, new() { Sort = sort, Descending = sort == TrackSort.Confidence }, new(sort, key, 10_000), 50, default);

    private static ClaimedJob Ticket(JobAttempt attempt) => new(
        attempt with { Stage = Stage.Score }, 400, "", 0, JobKind.Classify, QueuePriority.Bulk, false, false, null, null, default);

    /// <summary>Plans that the server sends as notices, which Npgsql logs.</summary>
    private sealed class Notices : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Plans { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            string text = formatter(state, exception);
            int start = text.IndexOf("plan:\nQuery Text: ", StringComparison.Ordinal);
            if (start >= 0)
                Plans.Enqueue(text[(start + 18)..]);
        }

        public void Dispose()
        {
        }
    }
}
