using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL;

namespace GetYourMusicStyle.Catalog.Data;

/// <summary>
/// Repeats a transaction after failures that may pass (connection lost, server starting, deadlock, two inserts of the same key), with growing
/// pauses, for about ten seconds: after that the caller's own redelivery takes over.
/// </summary>
internal sealed class BoundedRetry(ExecutionStrategyDependencies dependencies)
    : NpgsqlRetryingExecutionStrategy(
        dependencies, maxRetryCount: 20, TimeSpan.FromSeconds(1.5),
        [PostgresErrorCodes.UniqueViolation, PostgresErrorCodes.AdminShutdown, PostgresErrorCodes.CrashShutdown])
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);
    private readonly long _start = Stopwatch.GetTimestamp();

    protected override TimeSpan? GetNextDelay(Exception lastException) =>
        Stopwatch.GetElapsedTime(_start) is var elapsed && elapsed < _patience && base.GetNextDelay(lastException) is { } delay
            ? delay + TimeSpan.FromMilliseconds(Random.Shared.Next(50))
            : null;
}
