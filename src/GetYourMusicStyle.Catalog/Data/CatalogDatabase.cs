using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace GetYourMusicStyle.Catalog.Data;

/// <summary>
/// The one way to the database. A read has a context of its own; a write is one transaction, retried as a whole after transient failures. In
/// SQLite writers take turns, and each begins with <c>BEGIN IMMEDIATE</c> (as Microsoft.Data.Sqlite does), so that none finds the file locked.
/// </summary>
internal sealed class CatalogDatabase : IDisposable, IAsyncDisposable
{
    private readonly NpgsqlDataSource? _postgres;
    private readonly SemaphoreSlim? _writer;
    private readonly string _sqlite = "";
    private readonly Func<CatalogContext> _open;

    public CatalogDatabase(IOptions<CatalogOptions> options, TimeProvider time, Random random, ILoggerFactory logs)
    {
        if (options.Value.Provider == CatalogProvider.Postgres)
        {
            _postgres = PostgresSource(options.Value.ConnectionString, logs);
            DbContextOptions<PostgresCatalog> built = new DbContextOptionsBuilder<PostgresCatalog>()
                .UseNpgsql(_postgres, o => o.ExecutionStrategy(d => new BoundedRetryStrategy(d, time, random)))
                .UseLoggerFactory(logs).ConfigureWarnings(QuietCommands).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options;
            _open = () => new PostgresCatalog(built);
        }
        else
        {
            _sqlite = new SqliteConnectionStringBuilder(options.Value.ConnectionString)
            {
                Cache = SqliteCacheMode.Private,
                ForeignKeys = true,
                DefaultTimeout = 30,
            }.ToString();
            _writer = new SemaphoreSlim(1, 1);
            DbContextOptions<SqliteCatalog> built = new DbContextOptionsBuilder<SqliteCatalog>()
                .UseSqlite(_sqlite).AddInterceptors(new SqliteConnectionSettings())
                .UseLoggerFactory(logs).ConfigureWarnings(QuietCommands).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options;
            _open = () => new SqliteCatalog(built, time);
        }
    }

    /// <summary>A context outside any gate: for migration and health.</summary>
    public CatalogContext Open() => _open();

    /// <summary>The time (UTC) by the database's clock; within a transaction <see cref="CatalogContext.NowAsync"/> has it.</summary>
    /// <exception cref="CatalogUnavailableException">The database is out of reach.</exception>
    public Task<DateTime> NowAsync(CancellationToken cancellation) => ReadAsync((context, stop) => context.NowAsync(stop), cancellation);

    /// <summary>Reads.</summary>
    /// <exception cref="CatalogUnavailableException">The database is out of reach.</exception>
    public Task<T> ReadAsync<T>(Func<CatalogContext, CancellationToken, Task<T>> read, CancellationToken cancellation) =>
        ExecuteAsync(
            async stop =>
            {
                await using CatalogContext context = Open();
                return await read(context, stop);
            },
            cancellation);

    /// <summary>Writes in one transaction. <paramref name="write"/> may run several times; only the last one counts.</summary>
    /// <exception cref="CatalogUnavailableException">The database is out of reach.</exception>
    public async Task<T> WriteAsync<T>(Func<CatalogContext, CancellationToken, Task<T>> write, CancellationToken cancellation)
    {
        if (_writer is not null)
            await _writer.WaitAsync(cancellation);
        try
        {
            return await ExecuteAsync(
                async stop =>
                {
                    await using CatalogContext context = Open();
                    await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(stop);
                    T result = await write(context, stop);
                    await transaction.CommitAsync(stop);
                    return result;
                },
                cancellation);
        }
        finally
        {
            _writer?.Release();
        }
    }

    public void Dispose()
    {
        _postgres?.Dispose();
        ClearSqlitePool();
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null)
            await _postgres.DisposeAsync();
        ClearSqlitePool();
    }

    // Every statement at information level would drown everything else.
    private static void QuietCommands(WarningsConfigurationBuilder warnings) => warnings.Log((RelationalEventId.CommandExecuted, LogLevel.Debug));

    private static NpgsqlDataSource PostgresSource(string connectionString, ILoggerFactory logs)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        // What the user's string does not say: bounded waits, and pools that a server with 100 connections can give to several processes.
        if (!connectionString.Contains("Timeout", StringComparison.OrdinalIgnoreCase))
            settings.Timeout = 5;
        if (!connectionString.Contains("Pool Size", StringComparison.OrdinalIgnoreCase))
            settings.MaxPoolSize = 20;
        // Kerberos would look up names, forward and backward, before every connection, also where nobody uses it.
        if (!connectionString.Contains("Gss", StringComparison.OrdinalIgnoreCase))
            settings.GssEncryptionMode = GssEncryptionMode.Disable;
        return new NpgsqlDataSourceBuilder(settings.ConnectionString)
            .UseLoggerFactory(logs)
            // Polling the backlog is part of no trace, and none of its own.
            .ConfigureTracing(tracing => tracing.ConfigureCommandFilter(_ => Activity.Current is not null)
                .ConfigureBatchFilter(_ => Activity.Current is not null))
            .Build();
    }

    private async Task<T> ExecuteAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        await using CatalogContext context = Open();
        try
        {
            return await context.Database.CreateExecutionStrategy().ExecuteAsync(work, cancellation);
        }
        catch (Exception e) when (TransientCause(e) is { } cause)
        {
            throw new CatalogUnavailableException($"The catalog's database does not answer: {cause.Message}", e);
        }
    }

    private static Exception? TransientCause(Exception e) => e switch
    {
        RetryLimitExceededException => e.InnerException ?? e,
        DbException { IsTransient: true } and not CatalogUnavailableException => e,
        SqliteException { SqliteErrorCode: 5 or 6 or 8 or 10 or 13 or 14 } => e,
        _ => null,
    };

    private void ClearSqlitePool()
    {
        _writer?.Dispose();
        if (_sqlite.Length == 0)
            return;
        using var connection = new SqliteConnection(_sqlite);
        SqliteConnection.ClearPool(connection);
    }
}
