using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Contracts.Messages;
using GetYourMusicStyle.Pipeline.Attempts;
using GetYourMusicStyle.Pipeline.Dispatch;
using GetYourMusicStyle.Pipeline.Work;
using MassTransit;

namespace GetYourMusicStyle.Pipeline.Consumers;

/// <summary>The stage of spectrogram images at the end of its queues.</summary>
internal sealed class SpectrogramImageConsumer(
    AttemptStarter starter, SpectrogramImageWork work, Backlog backlog, CatalogRetryPolicy retries, Settlement settlement, DispatchSignal signal)
    : IConsumer<RenderSpectrograms>
{
    public async Task Consume(ConsumeContext<RenderSpectrograms> context)
    {
        var message = context.Message;
        using var running = await starter.StartAsync(Stage.Spectrograms, [message], message.RunIsolated, modelVersion: null, context.CancellationToken).ConfigureAwait(false);
        if (!running.Begin())
            return;
        try
        {
            var attempt = running.Attempts[0];
            string version = await work.RunAsync(attempt.Job, attempt, attempt.Token).ConfigureAwait(false);
            if (await retries.ExecuteAsync(cancellation => backlog.SpectrogramImagesDoneAsync(attempt.Job.Attempt, version, cancellation)).ConfigureAwait(false))
                signal.Set();
        }
        catch (Exception error)
        {
            await settlement.SettleAsync(running.Attempts, error).ConfigureAwait(false);
        }
    }
}
