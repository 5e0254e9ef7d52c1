using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Messaging;
using MassTransit;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Pipeline.Consumers;

/// <summary>Queues of the scoring stage: messages are taken in batches; very long tracks one at a time.</summary>
internal sealed class ScoreConsumerDefinition(IOptions<BusOptions> options) : StageConsumerDefinition<ScoreConsumer>(Stage.Score, options)
{
    protected override void Configure(IConsumerConfigurator<ScoreConsumer> consumer, int concurrency, bool slow) =>
        consumer.Options<BatchOptions>(batch => batch
            .SetMessageLimit(slow ? 1 : Bus.ScoreBatch)
            .SetTimeLimit(TimeSpan.FromMilliseconds(Bus.ScoreBatchMilliseconds))
            .SetConcurrencyLimit(concurrency));
}
