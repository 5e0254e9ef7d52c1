using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Contracts.Messages;
using GetYourMusicStyle.Pipeline.Attempts;
using GetYourMusicStyle.Pipeline.Dispatch;
using GetYourMusicStyle.Pipeline.Work;
using GetYourMusicStyle.Scoring.Models;
using MassTransit;

namespace GetYourMusicStyle.Pipeline.Consumers;

/// <summary>
/// The scoring stage at the end of its queues: several tracks at a time, so that windows of short tracks share runs of the models and
/// their rows one transaction.
/// </summary>
internal sealed class ScoreConsumer(
    AttemptStarter starter, ScoreWork work, Ensemble ensemble, Backlog backlog, CatalogRetryPolicy retries, Settlement settlement, DispatchSignal signal,
    PipelineTelemetry telemetry, TrackScoredPublisher publisher)
    : IConsumer<Batch<ScoreTrack>>
{
    public async Task Consume(ConsumeContext<Batch<ScoreTrack>> context)
    {
        var messages = context.Message.Select(one => one.Message).ToArray();
        await ScoreAsync([.. messages.Where(message => !message.RunIsolated)], isolated: false, context.CancellationToken).ConfigureAwait(false);
        foreach (var isolated in messages.Where(message => message.RunIsolated))
            await ScoreAsync([isolated], isolated: true, context.CancellationToken).ConfigureAwait(false);
    }

    private async Task ScoreAsync(ScoreTrack[] messages, bool isolated, CancellationToken cancellation)
    {
        using var running = await starter.StartAsync(Stage.Score, messages, isolated, ensemble.ModelVersion, cancellation).ConfigureAwait(false);
        if (!running.Begin())
            return;
        var attempts = running.Attempts;
        try
        {
            using var allStopped = new AllStopped(attempts);
            var outcomes = await work.RunAsync([.. attempts.Select(attempt => attempt.Job)], allStopped.Token).ConfigureAwait(false);
            await StoreAsync(attempts, [.. outcomes.Select(outcome => outcome.Track).OfType<ScoredTrack>()]).ConfigureAwait(false);
            if (outcomes.Any(outcome => outcome.Failure is null))
                await settlement.SucceedAsync().ConfigureAwait(false);
            for (int i = 0; i < outcomes.Count; i++)
            {
                if (outcomes[i].Failure is { } failure)
                    await settlement.SettleAsync(attempts[i], failure).ConfigureAwait(false);
            }
            signal.Set();
        }
        catch (Exception error)
        {
            await settlement.SettleAsync(attempts, error).ConfigureAwait(false);
        }
    }

    private async Task StoreAsync(IReadOnlyList<LeasedAttempt> attempts, ScoredTrack[] tracks)
    {
        if (tracks.Length == 0)
            return;
        using var activity = PipelineTelemetry.StartStore(attempts.Select(attempt => attempt.Activity));
        var manifest = ensemble.Manifest;
        var stored = await retries.ExecuteAsync(cancellation =>
            backlog.ScoresDoneAsync(ensemble.ModelVersion, manifest.Name, manifest.Genres, tracks, cancellation)).ConfigureAwait(false);
        foreach (var lost in attempts.Where(attempt => tracks.Any(track => track.Attempt == attempt.Job.Attempt) && !stored.Contains(attempt.Job.Attempt)))
            await settlement.LoseAsync(lost).ConfigureAwait(false);
        foreach (var track in tracks.IntersectBy(stored, track => track.Attempt))
        {
            publisher.Publish(new(track.TrackId, ensemble.ModelVersion));
            telemetry.Done(Stage.Score, track.Windows.Count, track.Windows.Count == 0 ? 0 : track.Windows.Max(window => window.EndSeconds));
        }
    }
}
