using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Xunit.Abstractions;

namespace GetYourMusicStyle.Api.Tests;

/// <summary>
/// A hundred clients at once, whose bytes take about a second each as over a network. How long the answer then takes is printed, not judged:
/// this machine may be doing other things.
/// </summary>
[Trait("Category", "Slow")]
public class LoadCheck(ITestOutputHelper output)
{
    private const int Clients = 100, PerClient = 3, Pieces = 10;

    [Fact]
    public async Task A_hundred_clients_upload_at_once_and_all_are_acknowledged()
    {
        await using var server = await Server.StartAsync();
        foreach (string queue in new[] { "featurize", "score" })
            await server.PostAsync($"queues/{queue}/pause");
        byte[][] files = [.. Enumerable.Range(0, Clients * PerClient).Select(_ => Music.New(3))];
        for (int i = 0; i < 20; i++)
            await TimeAsync(server, Music.New(3), TimeSpan.Zero);      // compiled by now
        var process = Process.GetCurrentProcess();
        var (before, start) = (process.TotalProcessorTime, Stopwatch.GetTimestamp());
        var times = (await Task.WhenAll(Enumerable.Range(0, Clients).Select(async client =>
        {
            var mine = new List<double>();
            await Task.Delay(10 * client);
            for (int i = 0; i < PerClient; i++)
                mine.Add(await TimeAsync(server, files[client * PerClient + i], TimeSpan.FromSeconds(1)));
            return mine;
        }))).SelectMany(mine => mine).Order().ToArray();
        output.WriteLine($"{times.Length} uploads of {files[0].Length} bytes by {Clients} clients, from the last byte sent to the answer: "
            + $"median {times[times.Length / 2]:0} ms, p99 {times[times.Length * 99 / 100]:0} ms, longest {times[^1]:0} ms; "
            + $"all together {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s, of which {(After() - before).TotalSeconds:0.0} s of processor time");

        TimeSpan After()
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    // From the last byte handed to the socket to the first of the answer.
    private static async Task<double> TimeAsync(Server server, byte[] file, TimeSpan over)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(server.Address.Host, server.Address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /api/v1/tracks?name=x.wav HTTP/1.1\r\nHost: {server.Address.Authority}\r\nContent-Length: {file.Length}\r\nConnection: close\r\n\r\n"));
        foreach (byte[] piece in file.Chunk(file.Length / Pieces + 1))
        {
            await Task.Delay(over / Pieces);
            await stream.WriteAsync(piece);
        }
        long sent = Stopwatch.GetTimestamp();
        string status = await new StreamReader(stream).ReadLineAsync() ?? "";
        double milliseconds = Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
        Assert.StartsWith("HTTP/1.1 202", status, StringComparison.Ordinal);
        return milliseconds;
    }
}
