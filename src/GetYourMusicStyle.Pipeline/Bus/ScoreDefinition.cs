using GetYourMusicStyle.Catalog;
using MassTransit;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Pipeline;

/// <summary>Queues of the scoring stage: messages are taken in batches; very long tracks one at a time.</summary>
internal sealed class ScoreDefinition(IOptions<BusOptions> options) : StageDefinition<ScoreConsumer>(Stage.Score, options)
{
    protected override void Configure(IConsumerConfigurator<ScoreConsumer> consumer, int concurrency, bool slow) =>
        consumer.Options<BatchOptions>(batch => batch
            .SetMessageLimit(slow ? 1 : Bus.ScoreBatch)
            .SetTimeLimit(TimeSpan.FromMilliseconds(Bus.ScoreBatchMilliseconds))
            .SetConcurrencyLimit(concurrency));
}
