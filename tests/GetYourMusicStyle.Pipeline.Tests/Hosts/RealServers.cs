using GetYourMusicStyle.Servers;

namespace GetYourMusicStyle.Pipeline.Tests.Hosts;

/// <summary>One RabbitMQ and one PostgreSQL for all tests that need them; each test takes a virtual host and a database of its own.</summary>
public sealed class RealServers : IAsyncLifetime
{
    public RabbitServer Rabbit { get; private set; } = null!;

    public PostgresServer Postgres { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var (rabbit, postgres) = (RabbitServer.StartAsync(), PostgresServer.StartAsync());
        (Rabbit, Postgres) = (await rabbit, await postgres);
    }

    public async Task DisposeAsync()
    {
        await Rabbit.DisposeAsync();
        await Postgres.DisposeAsync();
    }

    /// <summary>An empty system of the distributed form.</summary>
    public async Task<(TestSystem System, Broker Broker)> SystemAsync()
    {
        string broker = await Rabbit.CreateVirtualHostAsync();
        return (new(await Postgres.CreateDatabaseAsync(), broker), await Broker.ConnectAsync(broker));
    }
}

/// <summary>Tests with real servers run one after the other.</summary>
[CollectionDefinition("servers")]
public sealed class ServersCollection : ICollectionFixture<RealServers>;
