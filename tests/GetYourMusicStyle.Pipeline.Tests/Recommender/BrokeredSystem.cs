using GetYourMusicStyle.Pipeline.Tests.Hosts;

namespace GetYourMusicStyle.Pipeline.Tests.Recommender;

/// <summary>A system of the distributed form and its broker seen from outside.</summary>
internal sealed class BrokeredSystem : IAsyncDisposable
{
    private BrokeredSystem(TestSystem system, Broker broker) => (Hosts, Broker) = (system, broker);

    public TestSystem Hosts { get; }

    public Broker Broker { get; }

    public static async Task<BrokeredSystem> OpenAsync(RealServers servers)
    {
        var (system, broker) = await servers.SystemAsync();
        return new(system, broker);
    }

    public async ValueTask DisposeAsync()
    {
        await Hosts.DisposeAsync();
        await Broker.DisposeAsync();
    }
}
