using GetYourMusicStyle.Catalog.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace GetYourMusicStyle.Catalog.Tests;

[Collection("catalog")]
public sealed class MigrationTests(CatalogServer server)
{
    [Theory, BothDatabases]
    public async Task Four_processes_that_start_at_once_migrate_once(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server, migrate: false);
        ServiceProvider[] processes = [.. Enumerable.Range(0, 4).Select(_ => world.AnotherProcess())];
        await Task.WhenAll(processes.Select(p => Task.Run(() => p.GetRequiredService<CatalogMigration>().MigrateAsync(default))));
        await world.Migration.MigrateAsync(default);
        await world.Migration.CheckAsync(default);
        Assert.Equal(3, (await world.Stages.ListAsync(default)).Count);
        Assert.True((await world.SubmitAsync("song")).Queued);
        foreach (ServiceProvider process in processes)
            await process.DisposeAsync();
    }

    [Theory, BothDatabases]
    public async Task The_migrations_are_up_to_date_with_the_model(CatalogProvider provider)
    {
        await using World world = await World.CreateAsync(provider, server);
        await using CatalogContext context = world.Database.Open();
        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task A_migration_that_was_killed_does_not_block_the_next()
    {
        await using World world = await World.CreateAsync(CatalogProvider.Sqlite, server);
        await world.ExecuteAsync("""INSERT INTO "__EFMigrationsLock" VALUES (1, '2027-01-01 00:00:00')""");
        await world.Migration.MigrateAsync(default).WaitAsync(TimeSpan.FromSeconds(30));
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

    private static ServiceProvider Process(string connection, double patience) => new ServiceCollection().AddCatalog(options =>
    {
        options.Provider = CatalogProvider.Postgres;
        options.ConnectionString = connection;
        options.StartSeconds = patience;
    }).BuildServiceProvider();
}
