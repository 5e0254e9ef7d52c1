using System.Diagnostics;
using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Contracts.Messages;
using GetYourMusicStyle.Pipeline.Attempts;
using GetYourMusicStyle.Pipeline.Dispatch;
using GetYourMusicStyle.Pipeline.Work;
using GetYourMusicStyle.Scoring;
using MassTransit;

namespace GetYourMusicStyle.Pipeline.Consumers;

/// <summary>
/// The scoring stage at the end of its queues: several tracks at a time, so that windows of short tracks share runs of the models and
/// their rows one transaction.
/// </summary>
internal sealed class ScoreConsumer(
    AttemptRunner runner, ScoreWork work, Ensemble ensemble, Backlog backlog, Settlement settlement, CatalogRetryPolicy retries, DispatchSignal signal,
    PipelineTelemetry telemetry, TrackScoredPublisher published)
    : IConsumer<Batch<ScoreTrack>>
{
    public async Task Consume(ConsumeContext<Batch<ScoreTrack>> context)
    {
        var messages = context.Message.Select(one => one.Message).ToArray();
        await RunAsync([.. messages.Where(message => !message.RunIsolated)], alone: false).ConfigureAwait(false);
        foreach (var suspect in messages.Where(message => message.RunIsolated))
            await RunAsync([suspect], alone: true).ConfigureAwait(false);

        Task RunAsync(ScoreTrack[] together, bool alone) => runner.RunAsync(
            Stage.Score, together, alone, message => (message.ModelVersion ?? ensemble.ModelVersion, ensemble.ModelVersion), ScoreAsync,
            context.CancellationToken);
    }

    private async Task ScoreAsync(IReadOnlyList<Attempt> attempts)
    {
        using var allStopped = new AllStopped(attempts);
        var outcomes = await work.RunAsync([.. attempts.Select(attempt => attempt.Leased.Job)], allStopped.Token).ConfigureAwait(false);
        await StoreAsync(attempts, [.. outcomes.Select(outcome => outcome.Track).OfType<ScoredTrack>()]).ConfigureAwait(false);
        for (int i = 0; i < outcomes.Count; i++)
        {
            if (outcomes[i].Failure is not { } failure)
                continue;
            attempts[i].Activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
            await settlement.SettleAsync(attempts[i].Leased, failure).ConfigureAwait(false);
        }
        signal.Set();
    }

    private async Task StoreAsync(IReadOnlyList<Attempt> attempts, ScoredTrack[] tracks)
    {
        if (tracks.Length == 0)
            return;
        using var activity = PipelineTelemetry.StartStore(attempts.Select(attempt => attempt.Activity));
        var manifest = ensemble.Manifest;
        var stored = await retries.TryAsync(cancellation =>
            backlog.ScoresDoneAsync(ensemble.ModelVersion, manifest.Name, manifest.Genres, tracks, cancellation)).ConfigureAwait(false);
        foreach (var track in tracks.IntersectBy(stored, track => track.Attempt))
        {
            published.Publish(new(track.TrackId, ensemble.ModelVersion));
            telemetry.Done(Stage.Score, track.Windows.Count, track.Windows.Count == 0 ? 0 : track.Windows.Max(window => window.EndSeconds));
        }
    }

    /// <summary>Cancels once every attempt was told to stop: a batch goes on for those that were not.</summary>
    private sealed class AllStopped : IDisposable
    {
        private readonly CancellationTokenSource _source = new();
        private readonly CancellationTokenRegistration[] _registrations;
        private int _left;

        public AllStopped(IReadOnlyList<Attempt> attempts)
        {
            _left = attempts.Count;
            _registrations = [.. attempts.Select(attempt => attempt.Leased.Token.Register(() =>
            {
                if (Interlocked.Decrement(ref _left) == 0)
                    _source.Cancel();
            }))];
        }

        public CancellationToken Token => _source.Token;

        public void Dispose()
        {
            Array.ForEach(_registrations, registration => registration.Dispose());
            _source.Dispose();
        }
    }
}
