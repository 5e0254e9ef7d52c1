using System.Text.Json;
using GetYourMusicStyle.Analysis;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Contracts.Messages;
using GetYourMusicStyle.Fuzz;
using GetYourMusicStyle.Pipeline.Queues;
using GetYourMusicStyle.Pipeline.Tests.Hosts;

namespace GetYourMusicStyle.Pipeline.Tests.Messages;

/// <summary>Whatever bytes come through the broker: they are set aside or change nothing, and the next job runs.</summary>
[Trait("Category", "Slow")]
[Collection("servers")]
public sealed class MangledMessageTests(RealServers servers)
{
    [Fact]
    public async Task Mangled_and_made_up_messages_harm_no_job()
    {
        var (system, broker) = await servers.SystemAsync();
        await using var _ = system;
        await using var __ = broker;
        var host = await system.StartAsync(Role.All);
        var before = await host.UntilAsync(await host.SubmitAsync(new(1)), JobState.Done);
        string version = host.Get<ExtractorVersion>().Name;
        byte[][] messages =
        [
            Envelope(new FeaturizeTrack(before.Id, before.TrackId, 1, version, QueuePriority.Bulk, true, null)),
            Envelope(new ScoreTrack(before.Id, before.TrackId, 2, version, host.Model(), QueuePriority.Interactive, false, null)),
            Envelope(new RenderSpectrograms(before.Id, before.TrackId, int.MaxValue, version, (QueuePriority)99, false, "00-zz")),
            Envelope(new FeaturizeTrack(Guid.Empty, long.MinValue, -1, null!, (QueuePriority)(-1), true, null)),
            Envelope(new ScoreTrack(before.Id, -7, 1, version, "x", (QueuePriority)short.MaxValue, true, null)),
        ];
        var mutator = new Mutator([.. ((string[])["null", "[]", "1e400", "\"attempt\":", "\"priority\":99", "[[[["]).Select(System.Text.Encoding.UTF8.GetBytes)]);
        var random = new Random(20_261_130);
        string[] queues = [.. StageQueues.All.Select(queue => StageQueues.Name(queue.Stage, queue.Priority))];
        foreach (byte[] message in messages.Concat(Enumerable.Range(0, 150).Select(n => mutator.Mutate(messages[n % messages.Length], messages, random))))
            await broker.SendAsync(queues[random.Next(queues.Length)], message);

        await host.UntilAsync(await host.SubmitAsync(new(2)), JobState.Done);
        await Until.Async(async () => await broker.ReadyAsync() == 0);
        Assert.Equal(before, await host.JobAsync(before.Id));
    }

    private static byte[] Envelope(IStageMessage message) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        messageId = Guid.NewGuid(),
        messageType = new[] { $"urn:message:{message.GetType().Namespace}:{message.GetType().Name}" },
        message = (object)message,
        headers = new { },
    }, JsonSerializerOptions.Web);
}
