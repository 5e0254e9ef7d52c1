using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Contracts.Messages;
using GetYourMusicStyle.Pipeline.Attempts;
using MassTransit;

namespace GetYourMusicStyle.Pipeline.Consumers;

/// <summary>A stage that works on one track a message: begin, work and one write, or else settlement.</summary>
internal abstract class SingleTrackConsumer<TMessage>(Stage stage, AttemptStarter starter, Settlement settlement) : IConsumer<TMessage>
    where TMessage : class, IStageMessage
{
    /// <summary>Notes what came of attempts without success.</summary>
    protected Settlement Settlement => settlement;

    public async Task Consume(ConsumeContext<TMessage> context)
    {
        var message = context.Message;
        using var running = await starter.StartAsync(stage, [message], message.RunIsolated, modelVersion: null, context.CancellationToken).ConfigureAwait(false);
        if (!running.Begin())
            return;
        try
        {
            await WorkAsync(running.Attempts[0]).ConfigureAwait(false);
            await settlement.SucceedAsync().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            await settlement.SettleAsync(running.Attempts, error).ConfigureAwait(false);
        }
    }

    /// <summary>Does the work and writes its outcome; what it throws is settled.</summary>
    protected abstract Task WorkAsync(LeasedAttempt attempt);
}
