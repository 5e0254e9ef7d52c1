using GetYourMusicStyle.Pipeline.Tests.Hosts;

namespace GetYourMusicStyle.Pipeline.Tests.Recommending;

/// <summary>A world of the distributed form and a look at its broker.</summary>
internal sealed class Place : IAsyncDisposable
{
    private Place(World world, Broker broker) => (World, Broker) = (world, broker);

    public World World { get; }

    public Broker Broker { get; }

    public static async Task<Place> OpenAsync(RealServers servers)
    {
        var (world, broker) = await servers.WorldAsync();
        return new(world, broker);
    }

    public async ValueTask DisposeAsync()
    {
        await World.DisposeAsync();
        await Broker.DisposeAsync();
    }
}
