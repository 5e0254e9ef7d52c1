using System.Net;
using System.Net.Sockets;
using DotNet.Testcontainers.Containers;

namespace GetYourMusicStyle.Servers;

/// <summary>A server in a container, at a fixed port of this machine.</summary>
internal sealed class ContainerHost(IContainer container) : Host
{
    private static readonly Lazy<Task<bool>> Docker = new(AskDockerAsync);

    /// <summary>Whether a Docker engine answers.</summary>
    public static Task<bool> AvailableAsync() => Docker.Value;

    public IContainer Container => container;

    /// <summary>A free port below the range of outgoing connections, so that none takes it while the server is down.</summary>
    public static int FreePort()
    {
        while (true)
        {
            int port = Random.Shared.Next(10_000, 32_000);
            using var probe = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(new IPEndPoint(IPAddress.Any, port));
                return port;
            }
            catch (SocketException)
            {
            }
        }
    }

    public override Task StartAsync(CancellationToken cancellation) => container.StartAsync(cancellation);

    public override Task StopAsync(CancellationToken cancellation) => container.StopAsync(cancellation);

    public override Task KillAsync(CancellationToken cancellation) =>
        Command.RunAsync("docker", ["kill", container.Id], null, cancellation);

    public override ValueTask DisposeAsync() => container.DisposeAsync();

    private static async Task<bool> AskDockerAsync()
    {
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await Command.RunAsync("docker", ["info"], null, patience.Token);
            return true;
        }
        catch (Exception e) when (e is ServerException or System.ComponentModel.Win32Exception or OperationCanceledException)
        {
            return false;
        }
    }
}
