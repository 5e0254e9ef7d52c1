using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Pipeline.Messages;
using MassTransit;

namespace GetYourMusicStyle.Pipeline;

/// <summary>The feature stage at the end of its queues.</summary>
internal sealed class FeatureConsumer(
    AttemptRunner runner, FeatureWork work, Backlog backlog, Patience patience, DispatchSignal signal, PipelineTelemetry telemetry)
    : IConsumer<FeaturizeTrack>
{
    public Task Consume(ConsumeContext<FeaturizeTrack> context) =>
        runner.RunAsync(Stage.Feature, [context.Message], context.Message.Suspect, model: null, RunAsync, context.CancellationToken);

    private async Task RunAsync(IReadOnlyList<Attempt> attempts)
    {
        var held = attempts[0].Held;
        var facts = await work.RunAsync(held.Ticket, held, held.Token).ConfigureAwait(false);
        if (!await patience.TryAsync(cancellation => backlog.FeaturesDoneAsync(held.Ticket.Attempt, facts, cancellation)).ConfigureAwait(false))
            return;
        telemetry.Done(Stage.Feature, facts.WindowCount, facts.DurationSeconds);
        signal.Set();
    }
}
