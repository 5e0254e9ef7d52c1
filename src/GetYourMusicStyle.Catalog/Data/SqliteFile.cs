using Microsoft.Data.Sqlite;

namespace GetYourMusicStyle.Catalog.Data;

/// <summary>The file of a SQLite catalog: what is wrong with one, in words.</summary>
internal static class SqliteFile
{
    private const string Restore =
        "Nothing was changed. Put a copy of it back, together with no -wal or -shm file beside it; or, if there is none, move it away with those: a new catalog is then "
        + "made, the audio stays where it is, and gyms submit sends the library again.";

    /// <summary>Where it is.</summary>
    public static string PathOf(string connectionString) => Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource);

    /// <summary>Reads one that is there, without changing it.</summary>
    /// <param name="path">Where it would be.</param>
    /// <param name="known">The migrations that this version knows.</param>
    /// <exception cref="CatalogUnusableException">It is empty (SQLite would take it for a new one), damaged, or of a newer version.</exception>
    public static void Check(string path, IEnumerable<string> known)
    {
        if (!File.Exists(path))
            return;
        if (new FileInfo(path).Length == 0)
            throw new CatalogUnusableException($"the catalog {path} is empty, 0 bytes: something has cut it off. {Restore}");
        try
        {
            if (Applied(path).Except(known).LastOrDefault() is { } unknown)
                throw Newer(path, unknown);
        }
        catch (Exception e) when (Explain(path, e) is { } unusable)
        {
            throw unusable;
        }
    }

    /// <summary>The error of a catalog that has a migration which this version does not know.</summary>
    public static CatalogUnusableException Newer(string catalog, string migration) => new(
        $"the catalog {catalog} is of a newer version of gyms than this one (it has {migration}); nothing was changed. Start the newer version, or give this one a catalog of its own.");

    /// <summary>What an error of SQLite or of the file system says of the file, if it is not one that passes; null otherwise.</summary>
    public static CatalogUnusableException? Explain(string path, Exception error) => error switch
    {
        SqliteException { SqliteErrorCode: 11 or 26 } => new($"the catalog {path} is damaged: {Reason(error)}. {Restore}", error),
        SqliteException { SqliteErrorCode: 8 } => new($"the catalog {path} cannot be written: {Reason(error)}. Check its rights, and whether its disk is read-only.", error),
        SqliteException { SqliteErrorCode: 13 } => new($"the catalog {path} cannot be written: its disk is full. Make room, and start again.", error),
        SqliteException { SqliteErrorCode: 10 or 14 } => new($"the catalog {path} cannot be opened: {Reason(error)}. Check its rights and its disk.", error),
        UnauthorizedAccessException => new($"the catalog {path} cannot be opened: {Reason(error)}", error),
        IOException when !IsHeld(error) => new($"the catalog {path} cannot be opened: {Reason(error)}", error),
        _ => null,
    };

    // Not by EF Core, which would log what is said in words already.
    private static List<string> Applied(string path)
    {
        var applied = new List<string>();
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsHistory'";
        if ((long)command.ExecuteScalar()! == 0)
            return applied;
        command.CommandText = """SELECT * FROM "__EFMigrationsHistory" ORDER BY 1""";      // the name, then the version of EF Core
        using var rows = command.ExecuteReader();
        while (rows.Read())
            applied.Add(rows.GetString(0));
        return applied;
    }

    private static string Reason(Exception error) => error.Message.TrimEnd('.');

    // Another process has the file open for itself: EWOULDBLOCK, or a sharing violation.
    private static bool IsHeld(Exception error) => error.HResult is 11 or 35 or unchecked((int)0x80070020);
}
