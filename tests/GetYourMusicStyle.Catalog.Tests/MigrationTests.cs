using GetYourMusicStyle.Catalog.Data;
using GetYourMusicStyle.Catalog.Index;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Catalog.Tracks;
using GetYourMusicStyle.Contracts;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace GetYourMusicStyle.Catalog.Tests;

[Collection("catalog")]
public sealed class MigrationTests(CatalogServer server)
{
    [Theory, BothDatabases]
    public async Task Four_processes_that_start_at_once_migrate_once(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server, migrate: false);
        ServiceProvider[] processes = [.. Enumerable.Range(0, 4).Select(_ => catalog.AnotherProcess())];
        Task migrations = Task.WhenAll(processes.Select(p => Task.Run(() => p.GetRequiredService<CatalogMigration>().MigrateAsync(default))));
        while (!migrations.IsCompleted)
        {
            // Who finds the file locked waits for a moment.
            catalog.Time.Process.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10);
        }

        await migrations;
        await catalog.Migration.MigrateAsync(default);
        await catalog.Migration.CheckAsync(default);
        Assert.Equal(3, (await catalog.Stages.ListAsync(default)).Count);
        Assert.True((await catalog.SubmitAsync("song")).Queued);
        foreach (ServiceProvider process in processes)
            await process.DisposeAsync();
    }

    [Theory, BothDatabases]
    public async Task The_migrations_are_up_to_date_with_the_model(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        await using CatalogContext context = catalog.Database.Open();
        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Theory, BothDatabases]
    public async Task Rows_of_a_catalog_from_before_the_vocabulary_are_kept(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server, migrate: false);
        if (provider == CatalogProvider.Sqlite)
            Directory.CreateDirectory(Path.GetDirectoryName(new SqliteConnectionStringBuilder(catalog.ConnectionString).DataSource)!);
        await using (CatalogContext context = catalog.Database.Open())
        {
            await context.GetService<IMigrator>().MigrateAsync("TrackOrders");
        }

        var job = Guid.Parse("0193F000-0000-7000-8000-000000000001");
        await FillBeforeVocabularyAsync(catalog, job);
        await catalog.Migration.MigrateAsync(default);

        TrackView track = (await catalog.Tracks.FindAsync(7, CatalogHarness.Model, default))!;
        Assert.Equal(("song.mp3", "extractor-1", "images-1"), (track.Track.FileName, track.Track.FeaturesVersion, track.Track.SpectrogramImagesVersion));
        IndexRow indexed = Assert.Single(await catalog.Index.FindAsync(new IndexScope(CatalogHarness.Model, CatalogHarness.Extractor), [7], default));
        Assert.Equal([1f, 0.5f], indexed.Means!);
        Assert.Equal([0.5f, 1f], indexed.StandardDeviations!);
        ClaimedJob claimed = Assert.Single(await catalog.Backlog.ClaimAsync(Stage.Score, QueuePriority.Slow, 10, default));
        Assert.Equal((job, 7, true), (claimed.Attempt.JobId, claimed.TrackId, claimed.RunIsolated));
        Assert.Equal(2, await catalog.NumberAsync("SELECT worker_crashes FROM jobs"));
    }

    [Fact]
    public async Task A_migration_that_was_killed_does_not_block_the_next()
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(CatalogProvider.Sqlite, server);
        await catalog.ExecuteAsync("""INSERT INTO "__EFMigrationsLock" VALUES (1, '2027-01-01 00:00:00')""");
        await catalog.Migration.MigrateAsync(default).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_database_that_does_not_exist_is_made()
    {
        string name = $"fresh_{Guid.NewGuid():N}"[..20];
        string connection = new NpgsqlConnectionStringBuilder((await server.PostgresAsync()).ConnectionString) { Database = name }.ConnectionString;
        ServiceProvider[] processes = [.. Enumerable.Range(0, 3).Select(_ => Process(connection, 30))];
        await Task.WhenAll(processes.Select(p => Task.Run(() => p.GetRequiredService<CatalogMigration>().MigrateAsync(default))));
        await processes[0].GetRequiredService<CatalogMigration>().CheckAsync(default);
        foreach (ServiceProvider process in processes)
            await process.DisposeAsync();
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_database_that_is_not_up_is_waited_for_but_not_for_ever()
    {
        await using ServiceProvider process = Process("Host=127.0.0.1;Port=1;Username=x;Password=y;Database=z", 0.2);
        CatalogMigration migration = process.GetRequiredService<CatalogMigration>();
        CatalogUnavailableException error = await Assert.ThrowsAsync<CatalogUnavailableException>(() => migration.MigrateAsync(default));
        Assert.StartsWith("The catalog's database does not come up", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => migration.CheckAsync(default));
    }

    /// <summary>A scored track with a job that crashed two workers, in tables and columns as they were called then.</summary>
    private static async Task FillBeforeVocabularyAsync(CatalogHarness catalog, Guid job)
    {
        bool sqlite = catalog.Provider == CatalogProvider.Sqlite;
        string time = "'2027-01-01 11:00:00'" + (sqlite ? "" : "::timestamptz");
        string no = sqlite ? "0" : "false";
        string id = $"'{job.ToString().ToUpperInvariant()}'" + (sqlite ? "" : "::uuid");
        (string genres, string means, string spreads) = sqlite
            ? ("'[\"a\"]'", "x'0000803F0000003F'", "x'0000003F0000803F'")
            : ("ARRAY['a']", "ARRAY[1, 0.5]::real[]", "ARRAY[0.5, 1]::real[]");
        foreach (string statement in new[]
        {
            $"INSERT INTO model_versions (id, hash, name, genres, created_at) VALUES (1, '{CatalogHarness.Model}', 'ensemble', {genres}, {time})",
            $"""
            INSERT INTO tracks (id, sha256, size_bytes, file_name, media_type, features_version, pictures_version, created_at)
            VALUES (7, '{CatalogHarness.Sha("song")}', 1000, 'song.mp3', 'audio/mpeg', '{CatalogHarness.Extractor}', 'images-1', {time})
            """,
            $"""
            INSERT INTO jobs (id, track_id, kind, stage, lane, state, lease, due_at, queued_at, attempt, losses, retries, stage_progress, redo, created_at)
            VALUES ({id}, 7, {JobKind.Scores:D}, {Stage.Score:D}, {QueuePriority.Slow:D}, {JobState.Queued:D}, {Lease.None:D}, {time}, {time}, 3, 2, 0, 0, {no}, {time})
            """,
            $"""
            INSERT INTO track_summaries (track_id, model_version_id, genre, confidence, uncertain, scored_at, change)
            VALUES (7, 1, 'a', 0.6, {no}, {time}, 1)
            """,
            $"INSERT INTO track_sounds (track_id, features_version, means, spreads) VALUES (7, '{CatalogHarness.Extractor}', {means}, {spreads})",
        })
        {
            await catalog.ExecuteAsync(statement);
        }
    }

    private static ServiceProvider Process(string connection, double seconds) => new ServiceCollection().AddCatalog(options =>
    {
        options.Provider = CatalogProvider.Postgres;
        options.ConnectionString = connection;
        options.StartSeconds = seconds;
    }).BuildServiceProvider();
}
