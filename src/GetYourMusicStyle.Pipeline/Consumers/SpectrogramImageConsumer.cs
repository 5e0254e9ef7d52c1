using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Contracts.Messages;
using GetYourMusicStyle.Pipeline.Attempts;
using GetYourMusicStyle.Pipeline.Dispatch;
using GetYourMusicStyle.Pipeline.Work;

namespace GetYourMusicStyle.Pipeline.Consumers;

/// <summary>The stage of spectrogram images at the end of its queues.</summary>
internal sealed class SpectrogramImageConsumer(
    AttemptStarter starter, SpectrogramImageWork work, Backlog backlog, CatalogRetryPolicy retries, Settlement settlement, DispatchSignal signal)
    : SingleTrackConsumer<RenderSpectrograms>(Stage.Spectrograms, starter, settlement)
{
    protected override async Task WorkAsync(LeasedAttempt attempt)
    {
        string version = await work.RunAsync(attempt.Job, attempt, attempt.Token).ConfigureAwait(false);
        if (await retries.ExecuteAsync(cancellation => backlog.SpectrogramImagesDoneAsync(attempt.Job.Attempt, version, cancellation)).ConfigureAwait(false))
            signal.Set();
        else
            await Settlement.LoseAsync(attempt).ConfigureAwait(false);
    }
}
