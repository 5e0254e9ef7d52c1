using System.Collections.Concurrent;
using MassTransit;

namespace GetYourMusicStyle.Messaging;

/// <summary>Counts what the in-memory transport was given and has handed out.</summary>
internal sealed class InMemoryQueueDepth : IQueueDepth, ISendObserver, IReceiveObserver
{
    private readonly ConcurrentDictionary<string, int> _ready = new();

    public Task<int?> ReadyAsync(string queue, CancellationToken cancellation) => Task.FromResult<int?>(Math.Max(0, _ready.GetValueOrDefault(queue)));

    public Task PreSend<T>(SendContext<T> context)
        where T : class => Count(context.DestinationAddress, 1);

    public Task PostSend<T>(SendContext<T> context)
        where T : class => Task.CompletedTask;

    public Task SendFault<T>(SendContext<T> context, Exception exception)
        where T : class => Count(context.DestinationAddress, -1);

    public Task PreReceive(ReceiveContext context) => Count(context.InputAddress, -1);

    public Task PostReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Task.CompletedTask;

    public Task ReceiveFault(ReceiveContext context, Exception exception) => Task.CompletedTask;

    private Task Count(Uri? address, int change)
    {
        if (address is not null)
            _ready.AddOrUpdate(address.AbsolutePath.Split('/', ':')[^1], change, (_, count) => count + change);
        return Task.CompletedTask;
    }
}
