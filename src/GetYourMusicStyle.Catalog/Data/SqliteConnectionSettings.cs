using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GetYourMusicStyle.Catalog.Data;

/// <summary>
/// Settings of every SQLite connection. Write-ahead log: readers and the writer never wait for each other. <c>synchronous=FULL</c>: a commit is on
/// the disk before it is acknowledged, as an upload must survive a power cut once it was answered with 202; that costs one sync a transaction.
/// </summary>
internal sealed class SqliteConnectionSettings : DbConnectionInterceptor
{
    private const string Settings = "PRAGMA busy_timeout = 30000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
