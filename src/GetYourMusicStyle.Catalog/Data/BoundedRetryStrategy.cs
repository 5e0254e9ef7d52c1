using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL;

namespace GetYourMusicStyle.Catalog.Data;

/// <summary>
/// Retries a transaction after transient failures (connection lost, server starting, deadlock, two inserts of the same key), with growing delays, for
/// about ten seconds: after that the caller's own redelivery takes over.
/// </summary>
internal sealed class BoundedRetryStrategy(ExecutionStrategyDependencies dependencies, TimeProvider time, Random random)
    : NpgsqlRetryingExecutionStrategy(
        dependencies, maxRetryCount: 20, TimeSpan.FromSeconds(1.5),
        [PostgresErrorCodes.UniqueViolation, PostgresErrorCodes.AdminShutdown, PostgresErrorCodes.CrashShutdown])
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(10);
    private readonly long _start = time.GetTimestamp();

    protected override TimeSpan? GetNextDelay(Exception lastException) =>
        time.GetElapsedTime(_start) < _limit && base.GetNextDelay(lastException) is { } delay
            ? delay + TimeSpan.FromMilliseconds(random.Next(50))
            : null;
}
