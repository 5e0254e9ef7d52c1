using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Polly;
using Polly.Retry;

namespace GetYourMusicStyle.Catalog.Data;

/// <summary>Brings the database to the present schema.</summary>
public sealed partial class CatalogMigration
{
    private readonly CatalogDatabase _database;
    private readonly CatalogOptions _options;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly ILogger _log;

    internal CatalogMigration(
        CatalogDatabase database, IOptions<CatalogOptions> options, TimeProvider time, Random random, ILogger<CatalogMigration> log)
    {
        _database = database;
        _options = options.Value;
        _time = time;
        _random = random;
        _log = log;
    }

    /// <summary>
    /// Applies what is missing; safe when several processes start at once. Waits up to <see cref="CatalogOptions.StartSeconds"/> for a database
    /// that is not up yet.
    /// </summary>
    /// <exception cref="CatalogUnavailableException">It did not come up.</exception>
    /// <exception cref="CatalogUnusableException">It is of a newer version, damaged, or cannot be written; nothing was changed.</exception>
    public async Task MigrateAsync(CancellationToken cancellation)
    {
        try
        {
            await UntilUp().ExecuteAsync(
                async stop => await (_options.Provider == CatalogProvider.Postgres ? MigratePostgresAsync(stop) : MigrateSqliteAsync(stop)), cancellation);
        }
        catch (Exception e) when (IsTransient(e) && !cancellation.IsCancellationRequested)
        {
            throw new CatalogUnavailableException($"The catalog's database does not come up: {e.Message}", e);
        }
    }

    /// <summary>Looks at a catalog in a file before anything starts, and changes nothing; one in a server is looked at by <see cref="MigrateAsync"/>.</summary>
    /// <exception cref="CatalogUnusableException">It is of a newer version, empty or damaged.</exception>
    public void ThrowIfUnusable()
    {
        if (_options.Provider != CatalogProvider.Sqlite)
            return;
        using CatalogContext context = _database.Open();
        SqliteFile.Check(SqliteFile.PathOf(_options.ConnectionString), context.Database.GetMigrations());
    }

    /// <summary>Throws unless the database answers and can be written: the health check. Does not try again.</summary>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        await using CatalogContext context = _database.Open();
        DbConnection connection = context.Database.GetDbConnection();
        await connection.OpenAsync(cancellation);
        await using DbCommand command = connection.CreateCommand();
        // A write that changes nothing; in SQLite it says whether the file and its log may be written, in PostgreSQL whether this is a server that writes.
        command.CommandText = _options.Provider == CatalogProvider.Postgres
            ? "SELECT 1 / (CASE WHEN current_setting('transaction_read_only') = 'on' THEN 0 ELSE 1 END) FROM stage_switches LIMIT 1"
            : "UPDATE stage_switches SET stage = stage WHERE stage = 0";
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Retries transient failures, twice a second or a little less, until <see cref="CatalogOptions.StartSeconds"/> have passed.</summary>
    private ResiliencePipeline UntilUp()
    {
        long start = _time.GetTimestamp();
        return new ResiliencePipelineBuilder { TimeProvider = _time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = new PredicateBuilder()
                    .Handle<Exception>(e => IsTransient(e) && _time.GetElapsedTime(start).TotalSeconds <= _options.StartSeconds),
                DelayGenerator = _ => new(TimeSpan.FromMilliseconds(500 + _random.Next(500))),
                OnRetry = retry =>
                {
                    LogWaiting(retry.Outcome.Exception!.Message);
                    return default;
                },
            })
            .Build();
    }

    // EF Core's own lock is a table, which has to be there first; an advisory lock needs nothing and ends with its connection.
    private async Task MigratePostgresAsync(CancellationToken cancellation)
    {
        await using CatalogContext holder = _database.Open();
        try
        {
            await holder.Sql("SELECT pg_advisory_lock(hashtextextended('catalog migration', 0))").ExecuteAsync(cancellation);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            await CreateDatabaseAsync(cancellation);
            await holder.Sql("SELECT pg_advisory_lock(hashtextextended('catalog migration', 0))").ExecuteAsync(cancellation);
        }

        await using (CatalogContext context = _database.Open())
        {
            await ThrowIfNewerAsync(context, cancellation);
            await context.Database.MigrateAsync(cancellation);
        }

        await holder.Sql("SELECT pg_advisory_unlock(hashtextextended('catalog migration', 0))").ExecuteAsync(CancellationToken.None);
    }

    private async Task CreateDatabaseAsync(CancellationToken cancellation)
    {
        try
        {
            await using CatalogContext context = _database.Open();
            await context.GetService<IRelationalDatabaseCreator>().CreateAsync(cancellation);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another process was first.
        }
    }

    // The operating system frees a file's lock with the process. EF Core's lock is a row, which a killed process leaves behind: under the file's
    // lock it is nobody's.
    private async Task MigrateSqliteAsync(CancellationToken cancellation)
    {
        string path = SqliteFile.PathOf(_options.ConnectionString);
        bool isNew = false;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using var held = new FileStream(path + ".migration", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            isNew = !File.Exists(path);
            ThrowIfUnusable();
            await using CatalogContext context = _database.Open();
            await context.Sql("""
                CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" (
                    "Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL)
                """).ExecuteAsync(cancellation);
            await context.Sql("""DELETE FROM "__EFMigrationsLock" """).ExecuteAsync(cancellation);
            await context.Database.MigrateAsync(cancellation);
        }
        catch (Exception e) when (SqliteFile.Explain(path, e) is { } unusable)
        {
            if (isNew && File.Exists(path) && new FileInfo(path).Length == 0)
                File.Delete(path);      // this very start made it, and found no room
            throw unusable;
        }
    }

    private static async Task ThrowIfNewerAsync(CatalogContext context, CancellationToken cancellation)
    {
        if ((await context.Database.GetAppliedMigrationsAsync(cancellation)).Except(context.Database.GetMigrations()).LastOrDefault() is { } unknown)
            throw SqliteFile.Newer(context.Database.GetDbConnection().Database, unknown);
    }

    private static bool IsTransient(Exception e) => e switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } => false,
        NpgsqlException { IsTransient: true } => true,
        SocketException or TimeoutException or RetryLimitExceededException => true,
        IOException => true,
        SqliteException { SqliteErrorCode: 5 or 6 } => true,
        _ => false,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Waiting for the catalog's database: {Reason}")]
    private partial void LogWaiting(string reason);
}
