using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;

namespace GetYourMusicStyle.Api.Tests;

[Collection(OneServer.Name)]
public class JobTests(SharedServer shared)
{
    private readonly Server _server = shared.Server;

    [Fact]
    public async Task Events_tell_every_change_in_order_and_end_when_the_job_is_done()
    {
        var job = await _server.UploadAsync(Music.Sample("parsec.m4a"), "parsec.m4a");
        var events = await EventsAsync($"jobs/{job["id"]}/events");
        string[] states = [.. events.Select(one => (string)one.Data["state"]!)];
        string[] order = ["queued", "featurizing", "scoring", "done"];
        Assert.Equal(states.OrderBy(state => Array.IndexOf(order, state)), states);
        Assert.Equal("done", states[^1]);
        Assert.All(events, one => Assert.Equal("job", one.Type));
        double[] progress = [.. events.Select(one => (double)one.Data["progress"]!)];
        Assert.Equal(progress.Order(), progress);
    }

    [Fact]
    public async Task A_job_that_is_cancelled_while_it_waits_never_runs()
    {
        await using var server = await Server.StartAsync();
        await server.PostAsync("queues/featurize/pause");
        var job = await server.UploadAsync(Music.New(), "cancelled.wav");
        using var answer = await server.Http.DeleteAsync($"jobs/{job["id"]}");
        Assert.Equal("cancelled", (string)(await Server.ReadAsync(answer))["state"]!);
        await server.PostAsync("queues/featurize/resume");
        await server.EndOfJobAsync(await server.UploadAsync(Music.New(), "after.wav"));
        var still = await server.GetAsync($"jobs/{job["id"]}");
        Assert.Equal("cancelled", (string)still["state"]!);
        Assert.Equal(0, (int)still["attempt"]!);
    }

    [Fact]
    public async Task An_upload_of_a_cancelled_track_revives_it()
    {
        await using var server = await Server.StartAsync();
        await server.PostAsync("queues/featurize/pause");
        byte[] bytes = Music.New();
        var job = await server.UploadAsync(bytes, "revived.wav");
        await server.Http.DeleteAsync($"jobs/{job["id"]}");
        var again = await server.UploadAsync(bytes, "revived.wav");
        Assert.Equal("queued", (string)again["state"]!);
        await server.PostAsync("queues/featurize/resume");
        Assert.Equal("done", (string)(await server.EndOfJobAsync(again))["state"]!);
        Assert.Equal((long)job["track_id"]!, (long)again["track_id"]!);
    }

    [Fact]
    public async Task Without_a_change_events_send_heartbeats()
    {
        await using var server = await Server.StartAsync("--Api:HeartbeatSeconds=0.2");
        await server.PostAsync("queues/featurize/pause");
        var job = await server.UploadAsync(Music.New(), "held.wav");
        await using var stream = await server.Http.GetStreamAsync($"jobs/{job["id"]}/events");
        var types = new List<string>();
        await foreach (var one in SseParser.Create(stream).EnumerateAsync())
        {
            types.Add(one.EventType);
            if (types.Count == 3)
                break;
        }
        Assert.Equal(["job", "heartbeat", "heartbeat"], types);
    }

    private async Task<List<(string Type, JsonNode Data)>> EventsAsync(string address)
    {
        using var answer = await _server.Http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        var events = new List<(string, JsonNode)>();
        await foreach (var one in SseParser.Create(await answer.Content.ReadAsStreamAsync()).EnumerateAsync())
            events.Add((one.EventType, JsonNode.Parse(one.Data)!));
        return events;
    }
}
