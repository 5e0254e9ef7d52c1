using System.Diagnostics;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using Xunit.Abstractions;

namespace GetYourMusicStyle.Api.Tests;

public class EventTests(ITestOutputHelper output)
{
    private const int Listeners = 1000, Jobs = 300;
    private const string Key = "correct-horse-battery";

    /// <summary>
    /// All of them hear at once and hear of the end. What they cost while nothing happens is printed, not judged, as a share of a core.
    /// </summary>
    [Fact]
    public async Task A_thousand_listeners_hear_of_the_state_and_of_the_end()
    {
        await using var server = await Server.StartAsync($"--Api:Keys:0={Key}", "--Api:EventSeconds=0.5", "--Api:RequestsPerSecond=100000");
        using var http = server.Client(("X-Api-Key", Key));
        await http.PostAsync("queues/featurize/pause", null);
        var jobs = new List<JsonNode>();
        for (int i = 0; i < Jobs; i++)
            jobs.Add(await Server.ReadAsync(await http.PostAsync($"tracks?name={i}.wav", new ByteArrayContent(Music.NotAudio()))));
        using var streams = new SocketsHttpHandler { MaxConnectionsPerServer = Listeners };
        using var listening = new HttpClient(streams) { BaseAddress = http.BaseAddress, Timeout = TimeSpan.FromMinutes(2) };
        listening.DefaultRequestHeaders.Add("X-Api-Key", Key);
        double idle = await CostAsync();
        int begun = 0;
        var ends = Enumerable.Range(0, Listeners).Select(ListenAsync).ToArray();
        await Poll.UntilAsync(() => Volatile.Read(ref begun) == Listeners);
        output.WriteLine($"{Listeners} listeners of {Jobs} jobs cost {await CostAsync():0.000} of a core, the server alone {idle:0.000}");
        foreach (var job in jobs)
            await http.DeleteAsync($"jobs/{job["id"]}");
        Assert.All(await Task.WhenAll(ends), end => Assert.Equal("cancelled", end));

        async Task<string> ListenAsync(int listener)
        {
            await using var stream = await listening.GetStreamAsync($"jobs/{jobs[listener % Jobs]["id"]}/events");
            string last = "";
            await foreach (var one in SseParser.Create(stream).EnumerateAsync())
            {
                if (last.Length == 0)
                    Interlocked.Increment(ref begun);
                last = (string)JsonNode.Parse(one.Data)!["state"]!;
            }
            return last;
        }
    }

    private static async Task<double> CostAsync()
    {
        var process = Process.GetCurrentProcess();
        var (before, start) = (process.TotalProcessorTime, Stopwatch.GetTimestamp());
        await Task.Delay(5000);
        process.Refresh();
        return (process.TotalProcessorTime - before) / Stopwatch.GetElapsedTime(start);
    }

    [Fact]
    public async Task A_job_that_is_deleted_with_its_track_ends_its_events()
    {
        await using var server = await Server.StartAsync();
        await server.PostAsync("queues/featurize/pause");
        var job = await server.UploadAsync(Music.NotAudio(), "gone.wav");
        await using var stream = await server.Http.GetStreamAsync($"jobs/{job["id"]}/events");
        var events = SseParser.Create(stream).EnumerateAsync().GetAsyncEnumerator();
        Assert.True(await events.MoveNextAsync());
        await server.Http.DeleteAsync($"tracks/{job["track_id"]}");
        while (await events.MoveNextAsync())
        { }
    }
}
