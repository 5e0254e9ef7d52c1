using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Messaging;
using GetYourMusicStyle.Pipeline.Queues;
using MassTransit;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Pipeline.Consumers;

/// <summary>
/// What the queues of all stages have in common. They are quorum queues, so that what was confirmed survives the loss of a minority of
/// brokers; a message that is delivered too often goes to <c>dead-letters</c>. As much is fetched as is worked on.
/// </summary>
internal abstract class StageConsumerDefinition<TConsumer>(Stage stage, IOptions<BusOptions> options) : ConsumerDefinition<TConsumer>
    where TConsumer : class, IConsumer
{
    protected BusOptions Bus => options.Value;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<TConsumer> consumerConfigurator, IRegistrationContext context)
    {
        bool slow = endpointConfigurator.InputAddress.AbsolutePath.EndsWith(StageQueues.Name(stage, QueuePriority.Slow), StringComparison.Ordinal);
        int concurrency = slow ? 1 : Bus.Concurrency(stage);
        endpointConfigurator.ConfigureConsumeTopology = false;      // nothing is published, and nobody else's messages are wanted
        endpointConfigurator.PrefetchCount = concurrency;
        endpointConfigurator.ConcurrentMessageLimit = concurrency;
        // Consumers record failures in the catalog. What they throw means that not even this was possible.
        endpointConfigurator.UseMessageRetry(retry => retry.Exponential(
            Bus.RetryLimit, TimeSpan.FromSeconds(Bus.RetrySeconds), TimeSpan.FromSeconds(Bus.RetryMaxSeconds), TimeSpan.FromSeconds(Bus.RetrySeconds)));
        if (endpointConfigurator is IRabbitMqReceiveEndpointConfigurator rabbit)
        {
            rabbit.SetQuorumQueue();
            rabbit.SetQueueArgument("x-delivery-limit", Bus.DeliveryLimit);
            rabbit.BindDeadLetterQueue(StageQueues.DeadLetters, StageQueues.DeadLetters, queue =>
            {
                queue.SetQuorumQueue();
                queue.SetQueueArgument("x-max-length", 10_000);      // for people to read; the oldest make room
            });
        }
        Configure(consumerConfigurator, concurrency, slow);
    }

    /// <summary>What is particular to the consumer.</summary>
    protected virtual void Configure(IConsumerConfigurator<TConsumer> consumer, int concurrency, bool slow) { }
}
