using GetYourMusicStyle.Pipeline.Queues;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace GetYourMusicStyle.Pipeline.Tests.Hosts;

/// <summary>The broker seen from outside.</summary>
public sealed class Broker : IAsyncDisposable
{
    private readonly IConnection _connection;

    private Broker(IConnection connection) => _connection = connection;

    public static async Task<Broker> ConnectAsync(string address) =>
        new(await new ConnectionFactory { Uri = new(address) }.CreateConnectionAsync());

    /// <summary>Messages that wait in a queue; null if there is no such queue.</summary>
    public async Task<int?> ReadyAsync(string queue)
    {
        await using var channel = await _connection.CreateChannelAsync();
        try
        {
            return (int)(await channel.QueueDeclarePassiveAsync(queue)).MessageCount;
        }
        catch (OperationInterruptedException)
        {
            return null;
        }
    }

    /// <summary>Whether there is a queue, be it another connection's alone.</summary>
    public async Task<bool> ExistsAsync(string queue)
    {
        await using var channel = await _connection.CreateChannelAsync();
        try
        {
            await channel.QueueDeclarePassiveAsync(queue);
            return true;
        }
        catch (OperationInterruptedException e)
        {
            return e.ShutdownReason?.ReplyCode == Constants.ResourceLocked;
        }
    }

    /// <summary>Messages that wait in all queues of the pipeline.</summary>
    public async Task<int> ReadyAsync()
    {
        int sum = 0;
        foreach (var (stage, priority) in StageQueues.All)
            sum += await ReadyAsync(StageQueues.Name(stage, priority)) ?? 0;
        return sum;
    }

    /// <summary>Whether a durable queue has exactly these arguments: only then RabbitMQ accepts its declaration.</summary>
    public async Task<bool> HasArgumentsAsync(string queue, Dictionary<string, object?> arguments)
    {
        await using var channel = await _connection.CreateChannelAsync();
        try
        {
            await channel.QueueDeclarePassiveAsync(queue);
            await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, arguments);
            return true;
        }
        catch (OperationInterruptedException)
        {
            return false;
        }
    }

    /// <summary>Makes a queue with the exchange in front of it, as MassTransit does.</summary>
    public async Task MakeAsync(string queue)
    {
        await using var channel = await _connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync(queue, "fanout", durable: true);
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false);
        await channel.QueueBindAsync(queue, queue, "");
    }

    /// <summary>Puts raw bytes in front of a queue, as MassTransit's messages come.</summary>
    public async Task SendAsync(string queue, byte[] body, string contentType = "application/vnd.masstransit+json", IDictionary<string, object?>? headers = null)
    {
        await using var channel = await _connection.CreateChannelAsync(new(true, true));
        var properties = new BasicProperties { ContentType = contentType, Persistent = true, MessageId = Guid.NewGuid().ToString(), Headers = headers };
        await channel.BasicPublishAsync(queue, "", mandatory: true, properties, body);
    }

    /// <summary>Takes the next message of a queue away; null if there is none.</summary>
    public async Task<BasicGetResult?> TakeAsync(string queue)
    {
        await using var channel = await _connection.CreateChannelAsync();
        return await channel.BasicGetAsync(queue, autoAck: true);
    }

    public async ValueTask DisposeAsync() => await _connection.DisposeAsync();
}
