using System.Net;
using System.Net.Sockets;

namespace GetYourMusicStyle.Storage.Tests;

/// <summary>A TCP proxy before a server of this machine, that can break its connections or freeze.</summary>
internal sealed class FaultyProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _cut = new();
    private readonly Uri _target;
    private readonly Func<long, Task> _passed;
    private long _sent;

    /// <param name="passed">Is told how many bytes were sent in all before each further piece is; bytes wait until it is done.</param>
    public FaultyProxy(string target, Func<long, Task> passed)
    {
        (_target, _passed) = (new Uri(target), passed);
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Endpoint => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Breaks all connections.</summary>
    public Task CutAsync() => _cut.CancelAsync();

    public void Dispose()
    {
        _cut.Cancel();
        _listener.Dispose();
        _cut.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = RelayAsync(await _listener.AcceptTcpClientAsync(_cut.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        try
        {
            using (client)
            using (var server = new TcpClient())
            {
                await server.ConnectAsync(_target.Host, _target.Port, _cut.Token);
                await Task.WhenAny(
                    CopyAsync(client.GetStream(), server.GetStream(), count => _passed(Interlocked.Add(ref _sent, count))),
                    CopyAsync(server.GetStream(), client.GetStream(), _ => Task.CompletedTask));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, Func<int, Task> passing)
    {
        byte[] buffer = new byte[1 << 16];
        while (await from.ReadAsync(buffer, _cut.Token) is > 0 and var read)
        {
            await passing(read);
            await to.WriteAsync(buffer.AsMemory(0, read), _cut.Token);
        }
    }
}
