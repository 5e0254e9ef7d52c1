using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Xunit.Abstractions;

namespace GetYourMusicStyle.Api.Tests;

/// <summary>
/// A hundred clients at once, whose bytes take about a second each as over a network, while the workers are at work; and a clip from the page while ten
/// thousand tracks wait. Times are printed, not judged: this machine may be doing other things. GYMS_LOAD_SECONDS says for how long (20);
/// GYMS_LOAD_SERVER and GYMS_LOAD_KEY name a server that runs already, such as one of the distributed form.
/// </summary>
[Trait("Category", "Slow")]
public class LoadCheck(ITestOutputHelper output)
{
    private const int Clients = 100, Pieces = 10, Waiting = 10_000;
    private const string Key = "correct-horse-battery";
    private static readonly string? _address = Environment.GetEnvironmentVariable("GYMS_LOAD_SERVER");
    private static readonly string _key = Environment.GetEnvironmentVariable("GYMS_LOAD_KEY") ?? Key;
    private static readonly double _seconds = double.Parse(Environment.GetEnvironmentVariable("GYMS_LOAD_SECONDS") ?? "20", CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_hundred_clients_upload_and_poll_and_all_are_acknowledged()
    {
        await using var server = await StartAsync();
        var address = server is null ? new Uri(_address!) : server.Address;
        using var http = Client(address);
        for (int i = 0; i < 20; i++)
            await UploadAsync(address, Music.New(3), TimeSpan.Zero);      // compiled by now
        var (acknowledged, polled, statuses) = (new ConcurrentBag<double>(), new ConcurrentBag<double>(), new ConcurrentDictionary<string, int>());
        var start = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(ActAsync));
        output.WriteLine(
            $"{Clients} clients for {start.Elapsed.TotalSeconds:0} s: {acknowledged.Count} uploads, from the last byte sent to the answer {Times(acknowledged)}; "
            + $"{polled.Count} polls, {Times(polled)}; answers {string.Join(", ", statuses.Select(pair => $"{pair.Key}: {pair.Value}"))}");
        Assert.All(statuses.Keys, status => Assert.True(status is "200" or "202" or "429", status));

        async Task ActAsync(int client)
        {
            await Task.Delay(10 * client);
            while (start.Elapsed.TotalSeconds < _seconds)
            {
                byte[] file = Music.New(3);
                var (status, milliseconds, job) = await UploadAsync(address, file, TimeSpan.FromSeconds(1));
                statuses.AddOrUpdate(status, 1, (_, n) => n + 1);
                acknowledged.Add(milliseconds);
                for (int i = 0; i < 3 && job is not null; i++)
                {
                    await Task.Delay(500);
                    long asked = Stopwatch.GetTimestamp();
                    using var answer = await http.GetAsync(job);
                    statuses.AddOrUpdate($"{(int)answer.StatusCode}", 1, (_, n) => n + 1);
                    polled.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
                }
            }
        }
    }

    [Fact]
    public async Task A_clip_of_the_page_is_judged_while_ten_thousand_tracks_wait()
    {
        await using var server = await StartAsync();
        using var http = Client(server is null ? new Uri(_address!) : server.Address);
        await http.PostAsync("queues/featurize/pause", null);
        string batch = (string)(await Server.ReadAsync(await http.PostAsJsonAsync("batches", new { name = "waiting" })))["id"]!;
        byte[] music = Music.New(6);
        await Parallel.ForEachAsync(Enumerable.Range(0, Waiting), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, stop) =>
        {
            byte[] one = [.. music];
            BitConverter.TryWriteBytes(one.AsSpan(^8), i);
            using var answer = await http.PostAsync($"tracks?name={i}.wav&batch={batch}", new ByteArrayContent(one), stop);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        });
        await http.PostAsync("queues/featurize/resume", null);
        await Task.Delay(5000);
        var times = new List<double>();
        for (int i = 0; i < 5; i++)
        {
            long start = Stopwatch.GetTimestamp();
            var job = await Server.ReadAsync(await http.PostAsync($"tracks?name=clip{i}.wav", new ByteArrayContent(Music.New(30))));
            while ((string)(await http.GetFromJsonAsync<JsonNode>($"jobs/{job["id"]}"))!["state"]! is not ("done" or "failed"))
                await Task.Delay(50);
            times.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        var left = await http.GetFromJsonAsync<JsonNode>($"batches/{batch}");
        output.WriteLine($"clips of 30 s judged after {string.Join(", ", times.Select(time => $"{time:0.0} s"))}, while {Server.Count(left!, "queued")} tracks waited");
    }

    private static async Task<Server?> StartAsync() =>
        _address is null ? await Server.StartAsync($"--Api:Keys:0={Key}", "--Api:RequestsPerSecond=100000", "--Api:RequestsPerSecondPerAddress=100000") : null;

    private static HttpClient Client(Uri address)
    {
        var http = new HttpClient { BaseAddress = new Uri(address, "/api/v1/"), Timeout = TimeSpan.FromMinutes(2) };
        http.DefaultRequestHeaders.Add("X-Api-Key", _key);
        return http;
    }

    private static string Times(IEnumerable<double> milliseconds)
    {
        double[] times = [.. milliseconds.Order()];
        return $"p50 {At(0.5):0} ms, p95 {At(0.95):0} ms, p99 {At(0.99):0} ms, longest {At(1):0} ms";

        double At(double share) => times.Length == 0 ? 0 : times[(int)((times.Length - 1) * share)];
    }

    // From the last byte handed to the socket to the first of the answer; the address of the job.
    private static async Task<(string Status, double Milliseconds, string? Job)> UploadAsync(Uri address, byte[] file, TimeSpan over)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(address.Host, address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /api/v1/tracks?name=x.wav HTTP/1.1\r\nHost: {address.Authority}\r\nX-Api-Key: {_key}\r\nContent-Length: {file.Length}\r\nConnection: close\r\n\r\n"));
        foreach (byte[] piece in file.Chunk(file.Length / Pieces + 1))
        {
            await Task.Delay(over / Pieces);
            await stream.WriteAsync(piece);
        }
        long sent = Stopwatch.GetTimestamp();
        using var reader = new StreamReader(stream);
        string status = await reader.ReadLineAsync() ?? "";
        double milliseconds = Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
        string? job = null;
        while (await reader.ReadLineAsync() is { Length: > 0 } header)
        {
            if (header.StartsWith("Location: ", StringComparison.OrdinalIgnoreCase))
                job = header["Location: ".Length..];
        }
        return (status.Split(' ').ElementAtOrDefault(1) ?? "none", milliseconds, job);
    }
}
