using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Catalog.Tracks;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Pipeline.Tests.Hosts;

namespace GetYourMusicStyle.Pipeline.Tests.Consumers;

[Trait("Category", "Slow")]
[Collection("servers")]
public sealed partial class DuplicateTests(RealServers servers)
{
    [Fact]
    public async Task Messages_that_come_many_times_or_of_stale_attempts_begin_nothing_more()
    {
        var (system, broker) = await servers.SystemAsync();
        await using var _ = system;
        await using var __ = broker;
        var api = await system.StartAsync(Role.Api);
        await DeclareAsync(system, broker, Role.Feature, "featurize");
        await DeclareAsync(system, broker, Role.Scoring, "score");
        var tone = new Tone(1, seconds: 20);

        var job = await api.SubmitAsync(tone);
        byte[] featurize = await MultiplyAsync(broker, "featurize");
        var (one, other) = (await system.StartAsync(Role.Feature), await system.StartAsync(Role.Feature));
        byte[] score = await MultiplyAsync(broker, "score");
        Assert.Single(one.Get<HeldStore>().Fetches.Concat(other.Get<HeldStore>().Fetches), tone.AudioKey);

        await system.StartAsync(Role.Scoring);
        await system.StartAsync(Role.Scoring);
        var done = await api.UntilAsync(job, JobState.Done);

        await broker.SendAsync("score", score);
        await broker.SendAsync("featurize", featurize);
        await DrainedAsync(broker, "score", "featurize");
        Assert.Equal(done, await api.JobAsync(job));
        Assert.Equal(2, done.Attempt);      // one of each stage
        var timeline = await api.Get<TrackStore>().TimelineAsync(done.TrackId, api.Model(), exact: true, default);
        Assert.Equal([0, 1, 2], timeline!.Windows.Select(window => window.Window));
    }

    /// <summary>Lets a worker declare its queues, and stops it.</summary>
    private static async Task DeclareAsync(TestSystem system, Broker broker, Role role, string queue)
    {
        var worker = await system.StartAsync(role);
        await Until.Async(async () => await broker.ReadyAsync(queue) is not null);
        await worker.StopAsync();
    }

    /// <summary>Takes the message that waits in a queue and sends it five times, and as of attempts that are not on.</summary>
    private static async Task<byte[]> MultiplyAsync(Broker broker, string queue)
    {
        byte[] body = [];
        await Until.Async(async () => (body = (await broker.TakeAsync(queue))?.Body.ToArray() ?? []).Length > 0);
        string text = Encoding.UTF8.GetString(body);
        int attempt = int.Parse(Attempt().Match(text).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        for (int i = 0; i < 5; i++)
        {
            await broker.SendAsync(queue, body);
            // Within a batch MassTransit itself drops what has the same id.
            foreach (int other in (int[])[attempt - 1, attempt + 7, attempt, attempt + 1])
            {
                string copy = MessageId().Replace(text, $"\"messageId\": \"{Guid.NewGuid()}\"");
                await broker.SendAsync(queue, Encoding.UTF8.GetBytes(Attempt().Replace(copy, $"\"attempt\": {other}")));
            }
        }
        return body;
    }

    private static async Task DrainedAsync(Broker broker, params string[] queues)
    {
        foreach (string queue in queues)
            await Until.Async(async () => await broker.ReadyAsync(queue) == 0);
        await Task.Delay(500);      // the last one has been taken, but perhaps not handled yet
    }

    [GeneratedRegex("\"attempt\": (\\d+)")]
    private static partial Regex Attempt();

    [GeneratedRegex("\"messageId\": \"[^\"]+\"")]
    private static partial Regex MessageId();
}
