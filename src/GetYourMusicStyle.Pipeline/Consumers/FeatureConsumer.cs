using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Contracts.Messages;
using GetYourMusicStyle.Pipeline.Attempts;
using GetYourMusicStyle.Pipeline.Dispatch;
using GetYourMusicStyle.Pipeline.Work;

namespace GetYourMusicStyle.Pipeline.Consumers;

/// <summary>The feature stage at the end of its queues.</summary>
internal sealed class FeatureConsumer(
    AttemptStarter starter, FeatureWork work, Backlog backlog, CatalogRetryPolicy retries, Settlement settlement, DispatchSignal signal, PipelineTelemetry telemetry)
    : SingleTrackConsumer<FeaturizeTrack>(Stage.Featurize, starter, settlement)
{
    protected override async Task WorkAsync(LeasedAttempt attempt)
    {
        var facts = await work.RunAsync(attempt.Job, attempt, attempt.Token).ConfigureAwait(false);
        if (!await retries.ExecuteAsync(cancellation => backlog.FeaturesDoneAsync(attempt.Job.Attempt, facts, cancellation)).ConfigureAwait(false))
        {
            await Settlement.LoseAsync(attempt).ConfigureAwait(false);
            return;
        }
        telemetry.Done(Stage.Featurize, facts.WindowCount, facts.DurationSeconds);
        signal.Set();
    }
}
