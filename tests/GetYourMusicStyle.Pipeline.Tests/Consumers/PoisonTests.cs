using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Pipeline.Tests.Hosts;

namespace GetYourMusicStyle.Pipeline.Tests.Consumers;

[Trait("Category", "Slow")]
[Collection("servers")]
public sealed class PoisonTests(RealServers servers)
{
    [Theory]
    [InlineData("this is no JSON {", "featurize_error")]
    [InlineData("""{"messageType":["urn:message:Somebody.Else:Thing"],"message":{"jobId":"x"}}""", "featurize_skipped")]
    [InlineData("""{"messageType":["urn:message:GetYourMusicStyle.Contracts.Messages:FeaturizeTrack"],"message":{"jobId":"x","attempt":"y"}}""", "featurize_error")]
    public async Task A_message_that_nobody_understands_is_set_aside_and_harms_nothing(string body, string aside)
    {
        var (system, broker) = await servers.SystemAsync();
        await using var _ = system;
        await using var __ = broker;
        var host = await system.StartAsync(Role.All);
        await Until.Async(async () => await broker.ReadyAsync("featurize") is not null);

        await broker.SendAsync("featurize", System.Text.Encoding.UTF8.GetBytes(body));

        await Until.Async(async () => await broker.ReadyAsync(aside) == 1);
        var job = await host.SubmitAsync(new(1));
        await host.UntilAsync(job, JobState.Done);
        Assert.Equal(0, await broker.ReadyAsync());
    }
}
