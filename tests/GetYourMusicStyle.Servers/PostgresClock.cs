using Npgsql;

namespace GetYourMusicStyle.Servers;

/// <summary>The clock of a database, as a test sets it: a <c>now()</c> of its own that goes before the server's.</summary>
public sealed class PostgresClock
{
    private PostgresClock(string connectionString) => ConnectionString = connectionString;

    /// <summary>How to connect so that the clock counts.</summary>
    public string ConnectionString { get; }

    /// <summary>Puts a clock into a new database, which stands still until it is set.</summary>
    public static PostgresClock Install(string connectionString, DateTimeOffset time)
    {
        var clock = new PostgresClock(new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = "public,pg_catalog" }.ConnectionString);
        clock.Execute("""
            CREATE TABLE test_clock (at timestamptz NOT NULL);
            INSERT INTO test_clock VALUES (@time);
            CREATE FUNCTION now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT at FROM public.test_clock';
            """, time);
        return clock;
    }

    /// <summary>Sets it.</summary>
    public void Set(DateTimeOffset time) => Execute("UPDATE test_clock SET at = @time", time);

    private void Execute(string sql, DateTimeOffset time)
    {
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddWithValue("time", time.UtcDateTime);
        command.ExecuteNonQuery();
    }
}
