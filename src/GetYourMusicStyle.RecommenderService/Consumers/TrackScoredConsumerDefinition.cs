using MassTransit;

namespace GetYourMusicStyle.RecommenderService.Consumers;

/// <summary>
/// The queue of a recommender for what is newly scored: its own, so that each gets everything, and gone with its process. It is short, as what does
/// not fit into it is found in the catalog; the oldest makes room.
/// </summary>
internal sealed class TrackScoredConsumerDefinition : ConsumerDefinition<TrackScoredConsumer>
{
    private const int MaxWaiting = 10_000;

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<TrackScoredConsumer> consumerConfigurator, IRegistrationContext context)
    {
        endpointConfigurator.PrefetchCount = 2 * TrackScoredConsumer.MaxBatch;
        endpointConfigurator.DiscardFaultedMessages();
        endpointConfigurator.DiscardSkippedMessages();
        consumerConfigurator.Options<BatchOptions>(batch => batch
            .SetMessageLimit(TrackScoredConsumer.MaxBatch).SetTimeLimit(TimeSpan.FromMilliseconds(100)).SetConcurrencyLimit(1));
        if (endpointConfigurator is IRabbitMqReceiveEndpointConfigurator rabbit)
        {
            rabbit.Durable = false;
            rabbit.AutoDelete = true;
            rabbit.SetQueueArgument("x-max-length", MaxWaiting);
        }
    }
}
