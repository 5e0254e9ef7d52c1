using Npgsql;
using Testcontainers.PostgreSql;

namespace GetYourMusicStyle.Servers;

/// <summary>A PostgreSQL server.</summary>
public sealed class PostgresServer : TestServer
{
    private const string Image = "postgres:17.6";
    private int _databases;

    private PostgresServer(Host host, IReadOnlyDictionary<string, string> settings)
        : base(host, settings) { }

    /// <summary>Where the database <c>getyourmusicstyle</c> is, which is empty at first.</summary>
    public string ConnectionString => Settings["Catalog:ConnectionString"];

    /// <summary>Starts a server; returns when it answers.</summary>
    /// <exception cref="ServerException">It does not start; with the end of its log.</exception>
    public static async Task<PostgresServer> StartAsync(CancellationToken cancellation = default)
    {
        if (await ContainerHost.AvailableAsync())
            return await StartContainerAsync(cancellation);
        NativeHost host = await NativeHost.StartAsync("postgres", cancellation);
        return new(host, host.ReadSettings());
    }

    /// <summary>Makes a new empty database, for one test.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellation = default)
    {
        string name = $"test{Interlocked.Increment(ref _databases)}_{Guid.NewGuid().ToString("N")[..6]}";
        // Not from a pool: what is in it may be older than a restart of the server.
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync(cancellation);
        return new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name }.ConnectionString;
    }

    private static async Task<PostgresServer> StartContainerAsync(CancellationToken cancellation)
    {
        int port = ContainerHost.FreePort();
        PostgreSqlContainer container = new PostgreSqlBuilder(Image)
            .WithPortBinding(port, PostgreSqlBuilder.PostgreSqlPort)
            .WithDatabase("getyourmusicstyle").WithUsername("postgres").WithPassword("postgres")
            .WithCommand("-c", "max_connections=200")
            .Build();
        var host = new ContainerHost(container);
        await host.StartAsync(cancellation);
        return new(host, new Dictionary<string, string>
        {
            ["Catalog:Provider"] = "Postgres",
            ["Catalog:ConnectionString"] = $"Host=127.0.0.1;Port={port};Username=postgres;Password=postgres;Database=getyourmusicstyle",
        });
    }
}
