using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GetYourMusicStyle.Api.Tests;

public class SlowClientTests
{
    private const string Key = "correct-horse-battery", Other = "another-key-of-somebody";

    [Fact]
    public async Task Two_hundred_slow_clients_do_not_keep_others_from_uploading()
    {
        await using var server = await Server.StartAsync($"--Api:Keys:0={Key}", $"--Api:Keys:1={Other}");
        using var stop = new CancellationTokenSource();
        string[] heads = ["POST /api/v1/tracks?name=x.wav HTTP/1.1\r\n", "POST /api/v1/session HTTP/1.1\r\nContent-Type: application/json\r\n", "GET /api/v1/tra"];
        var slow = Enumerable.Range(0, 300).Select(i => SendSlowlyAsync(server, heads[i < 200 ? 0 : 1 + i % 2], stop.Token)).ToArray();
        await Poll.UntilAsync(() => Directory.EnumerateFiles(server.Spool).Count() >= 128);
        using var http = server.Client(("X-Api-Key", Other));
        for (int i = 0; i < 3; i++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(n => http.PostAsync($"tracks?name={i}{n}.wav", new ByteArrayContent(Music.NotAudio()))));
            Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode));
        }
        await stop.CancelAsync();
        var answered = (await Task.WhenAll(slow)).Where(answer => answer.Length > 0).ToList();
        Assert.Contains(answered, answer => answer.StartsWith("HTTP/1.1 408", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_slowest_lose_their_places_and_who_is_quick_keeps_his()
    {
        await using var server = await Server.StartAsync($"--Api:Keys:0={Key}", "--Api:MaxConcurrentUploads=2", "--Api:UploadWaitSeconds=20");
        using var stop = new CancellationTokenSource();
        string slow = "POST /api/v1/tracks?name=slow.wav HTTP/1.1\r\n";
        byte[] music = Music.New(20);
        var quick = SendSlowlyAsync(server, "POST /api/v1/tracks?name=quick.wav HTTP/1.1\r\n", stop.Token, music, music.Length / 60);
        var lost = SendSlowlyAsync(server, slow, stop.Token);
        await Poll.UntilAsync(() => Directory.EnumerateFiles(server.Spool).Count() == 2);
        using var http = server.Client(("X-Api-Key", Key));
        Assert.Equal(HttpStatusCode.Accepted, (await http.PostAsync("tracks?name=waits.wav", new ByteArrayContent(Music.NotAudio()))).StatusCode);
        Assert.StartsWith("HTTP/1.1 408", await lost, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 202", await quick, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_that_becomes_free_goes_to_the_client_with_the_fewest()
    {
        await using var server = await Server.StartAsync($"--Api:Keys:0={Key}", $"--Api:Keys:1={Other}", "--Api:MaxConcurrentUploads=2", "--Api:SlowBytesPerSecond=0", "--Api:UploadWaitSeconds=30");
        using var stop = new CancellationTokenSource();
        var many = Enumerable.Range(0, 6).Select(_ => SendSlowlyAsync(server, "POST /api/v1/tracks?name=x.wav HTTP/1.1\r\n", stop.Token)).ToArray();
        await Poll.UntilAsync(() => Directory.EnumerateFiles(server.Spool).Count() == 2);
        using var http = server.Client(("X-Api-Key", Other));
        // After half the time the one who has both gives one up; four more of his wait longer, and do not get it.
        Assert.Equal(HttpStatusCode.Accepted, (await http.PostAsync("tracks?name=fair.wav", new ByteArrayContent(Music.NotAudio()))).StatusCode);
        await stop.CancelAsync();
        await Task.WhenAll(many);
    }

    // What was answered, if anything; 1,000 bytes a second are above what the server asks of everybody.
    private static async Task<string> SendSlowlyAsync(Server server, string head, CancellationToken stop, byte[]? body = null, int bytes = 100)
    {
        using var client = new TcpClient { NoDelay = true };
        try
        {
            await client.ConnectAsync(server.Address.Host, server.Address.Port, stop);
            var stream = client.GetStream();
            var answer = new StreamReader(stream).ReadLineAsync(stop).AsTask();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head), stop);
            if (head.EndsWith('\n'))
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"Host: {server.Address.Authority}\r\nX-Api-Key: {Key}\r\nContent-Length: {body?.Length ?? 900_000}\r\n\r\n"), stop);
            foreach (byte[] piece in (body ?? new byte[900_000]).Chunk(bytes))
            {
                if (answer.IsCompleted)
                    break;
                await stream.WriteAsync(head.EndsWith('\n') ? piece : "k"u8.ToArray(), stop);
                await Task.Delay(100, stop);
            }
            return await answer ?? "";
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            return "";
        }
    }
}
