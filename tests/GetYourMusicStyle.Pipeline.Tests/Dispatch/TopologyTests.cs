using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Pipeline.Queues;
using GetYourMusicStyle.Pipeline.Tests.Hosts;

namespace GetYourMusicStyle.Pipeline.Tests.Dispatch;

[Trait("Category", "Slow")]
[Collection("servers")]
public sealed class TopologyTests(RealServers servers)
{
    [Fact]
    public async Task Workers_declare_quorum_queues_with_dead_letters_and_the_api_declares_nothing()
    {
        var (system, broker) = await servers.SystemAsync();
        await using (system)
        await using (broker)
        {
            await system.StartAsync(Role.Api);
            await system.StartAsync(Role.Feature);
            await Until.Async(async () => await broker.ReadyAsync("spectrograms-slow") is not null);
            Assert.Null(await broker.ReadyAsync("score"));

            await system.StartAsync(Role.Scoring);
            await Until.Async(async () => await broker.ReadyAsync("score-slow") is not null);

            foreach (var (stage, priority) in StageQueues.All)
            {
                await Until.Async(async () => await broker.ReadyAsync(StageQueues.Name(stage, priority)) is not null);
                Assert.True(await broker.HasArgumentsAsync(StageQueues.Name(stage, priority), new()
                {
                    ["x-queue-type"] = "quorum",
                    ["x-delivery-limit"] = 10,
                    ["x-dead-letter-exchange"] = "dead-letters",
                }), StageQueues.Name(stage, priority));
            }
            Assert.True(await broker.HasArgumentsAsync("dead-letters", new() { ["x-queue-type"] = "quorum", ["x-max-length"] = 10_000 }));
        }
    }
}
