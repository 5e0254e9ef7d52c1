using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Messaging;
using GetYourMusicStyle.Pipeline.Queues;
using GetYourMusicStyle.Pipeline.Tests.Hosts;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Pipeline.Tests.Dispatch;

[Collection("servers")]
public sealed class PutAsideTests(RealServers servers)
{
    [Fact]
    public async Task The_oldest_messages_that_could_not_be_handled_make_room_also_in_a_queue_that_was_there_before()
    {
        string address = await servers.Rabbit.CreateVirtualHostAsync();
        await using var broker = await Broker.ConnectAsync(address);
        string queue = StageQueues.Name(Stage.Featurize, QueuePriority.Bulk) + "_error";
        await broker.MakeAsync(queue);
        for (byte i = 0; i < 5; i++)
            await broker.SendAsync(queue, [i]);
        var bus = Options.Create(new BusOptions { Transport = BusTransport.RabbitMq, Host = address, MaxPutAside = 2 });
        using var trimmer = new PutAsideTrimmer(bus, new(StageQueues.PutAside), TimeProvider.System, NullLogger<PutAsideTrimmer>.Instance);

        Assert.Equal(3, await trimmer.TrimAsync(default));
        Assert.Equal(0, await trimmer.TrimAsync(default));
        Assert.Equal([3], (await broker.TakeAsync(queue))!.Body.ToArray());
        Assert.Equal([4], (await broker.TakeAsync(queue))!.Body.ToArray());
    }
}
