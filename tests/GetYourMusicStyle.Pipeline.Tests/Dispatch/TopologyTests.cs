namespace GetYourMusicStyle.Pipeline.Tests.Dispatch;

[Trait("Category", "Slow")]
[Collection("servers")]
public sealed class TopologyTests(Servers servers)
{
    [Fact]
    public async Task Workers_declare_quorum_queues_with_dead_letters_and_the_api_declares_nothing()
    {
        var (world, broker) = await servers.WorldAsync();
        await using (world)
        await using (broker)
        {
            await world.StartAsync(PipelineRoles.Dispatch);
            await world.StartAsync(PipelineRoles.Feature);
            await Until.Async(async () => await broker.ReadyAsync("draw-slow") is not null);
            Assert.Null(await broker.ReadyAsync("score"));

            await world.StartAsync(PipelineRoles.Score);
            await Until.Async(async () => await broker.ReadyAsync("score-slow") is not null);

            foreach (var (stage, lane) in StageQueues.All)
            {
                await Until.Async(async () => await broker.ReadyAsync(StageQueues.Name(stage, lane)) is not null);
                Assert.True(await broker.HasArgumentsAsync(StageQueues.Name(stage, lane), new()
                {
                    ["x-queue-type"] = "quorum",
                    ["x-delivery-limit"] = 10,
                    ["x-dead-letter-exchange"] = "dead-letters",
                }), StageQueues.Name(stage, lane));
            }
            Assert.True(await broker.HasArgumentsAsync("dead-letters", new() { ["x-queue-type"] = "quorum", ["x-max-length"] = 10_000 }));
        }
    }
}
