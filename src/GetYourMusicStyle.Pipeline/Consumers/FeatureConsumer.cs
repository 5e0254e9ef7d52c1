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
    AttemptRunner runner, FeatureWork work, Backlog backlog, CatalogRetryPolicy retries, DispatchSignal signal, PipelineTelemetry telemetry)
    : IConsumer<FeaturizeTrack>
{
    public Task Consume(ConsumeContext<FeaturizeTrack> context) =>
        runner.RunAsync(Stage.Featurize, [context.Message], context.Message.RunIsolated, model: null, RunAsync, context.CancellationToken);

    private async Task RunAsync(IReadOnlyList<Attempt> attempts)
    {
        var leased = attempts[0].Leased;
        var facts = await work.RunAsync(leased.Job, leased, leased.Token).ConfigureAwait(false);
        if (!await retries.TryAsync(cancellation => backlog.FeaturesDoneAsync(leased.Job.Attempt, facts, cancellation)).ConfigureAwait(false))
            return;
        telemetry.Done(Stage.Featurize, facts.WindowCount, facts.DurationSeconds);
        signal.Set();
    }
}
