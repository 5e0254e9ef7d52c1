namespace GetYourMusicStyle.Servers;

/// <summary>
/// A real server for tests, with data of its own that is deleted on disposal. It runs in a container where a Docker engine answers,
/// otherwise natively by the scripts in <c>deploy/native</c>, and ends with this process at the latest.
/// </summary>
public abstract class TestServer : IAsyncDisposable
{
    private protected TestServer(Host host, IReadOnlyDictionary<string, string> settings) => (Host, Settings) = (host, settings);

    /// <summary>What a process needs to use the server: configuration keys such as <c>Catalog:ConnectionString</c> and their values.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    private protected Host Host { get; }

    /// <summary>Kills the server as <c>kill -9</c> does; returns when it is dead.</summary>
    /// <exception cref="ServerException">That failed.</exception>
    public Task KillAsync(CancellationToken cancellation = default) => Host.KillAsync(cancellation);

    /// <summary>Stops the server in good order.</summary>
    /// <exception cref="ServerException">That failed.</exception>
    public Task StopAsync(CancellationToken cancellation = default) => Host.StopAsync(cancellation);

    /// <summary>Starts a stopped or killed server again, on the same data and at the same address; returns when it answers.</summary>
    /// <exception cref="ServerException">It does not start; with the end of its log.</exception>
    public Task RestartAsync(CancellationToken cancellation = default) => Host.StartAsync(cancellation);

    /// <summary>Ends the server and deletes its data.</summary>
    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>A server could not be started or stopped; the message holds the end of its log.</summary>
public sealed class ServerException(string message) : Exception(message);
