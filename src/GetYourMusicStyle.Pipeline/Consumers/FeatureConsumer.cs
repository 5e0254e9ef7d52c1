using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Contracts.Messages;
using GetYourMusicStyle.Pipeline.Attempts;
using GetYourMusicStyle.Pipeline.Dispatch;
using GetYourMusicStyle.Pipeline.Work;
using MassTransit;

namespace GetYourMusicStyle.Pipeline.Consumers;

/// <summary>The feature stage at the end of its queues.</summary>
internal sealed class FeatureConsumer(
    AttemptStarter starter, FeatureWork work, Backlog backlog, CatalogRetryPolicy retries, Settlement settlement, DispatchSignal signal, PipelineTelemetry telemetry)
    : IConsumer<FeaturizeTrack>
{
    public async Task Consume(ConsumeContext<FeaturizeTrack> context)
    {
        var message = context.Message;
        using var running = await starter.StartAsync(Stage.Featurize, [message], message.RunIsolated, modelVersion: null, context.CancellationToken).ConfigureAwait(false);
        if (!running.Begin())
            return;
        try
        {
            var attempt = running.Attempts[0];
            var facts = await work.RunAsync(attempt.Job, attempt, attempt.Token).ConfigureAwait(false);
            if (!await retries.ExecuteAsync(cancellation => backlog.FeaturesDoneAsync(attempt.Job.Attempt, facts, cancellation)).ConfigureAwait(false))
                return;
            telemetry.Done(Stage.Featurize, facts.WindowCount, facts.DurationSeconds);
            signal.Set();
        }
        catch (Exception error)
        {
            await settlement.SettleAsync(running.Attempts, error).ConfigureAwait(false);
        }
    }
}
