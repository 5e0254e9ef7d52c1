using GetYourMusicStyle.Pipeline.Queues;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace GetYourMusicStyle.EndToEnd.Tests.Deployments;

/// <summary>Looks into the broker.</summary>
internal sealed class BrokerProbe(string address)
{
    /// <summary>Messages that wait in the queues of the stages and among the dead letters.</summary>
    public async Task<long> ReadyAsync()
    {
        var factory = new ConnectionFactory { Uri = new Uri(address), AutomaticRecoveryEnabled = false };
        await using var connection = await factory.CreateConnectionAsync();
        long ready = 0;
        foreach (string queue in StageQueues.All.Select(queue => StageQueues.Name(queue.Stage, queue.Priority)).Append(StageQueues.DeadLetters))
        {
            await using var channel = await connection.CreateChannelAsync();
            try
            {
                ready += await channel.MessageCountAsync(queue);
            }
            catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == Constants.NotFound)
            {
                // No worker of it has ever started.
            }
        }
        return ready;
    }
}
