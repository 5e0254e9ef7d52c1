namespace GetYourMusicStyle.Servers;

/// <summary>What runs a server: a script of <c>deploy/native</c>, or a container.</summary>
internal abstract class Host : IAsyncDisposable
{
    public abstract Task StartAsync(CancellationToken cancellation);

    public abstract Task StopAsync(CancellationToken cancellation);

    public abstract Task KillAsync(CancellationToken cancellation);

    public abstract ValueTask DisposeAsync();
}
