using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Contracts.Messages;
using GetYourMusicStyle.Pipeline.Attempts;
using GetYourMusicStyle.Pipeline.Dispatch;
using GetYourMusicStyle.Pipeline.Work;
using MassTransit;

namespace GetYourMusicStyle.Pipeline.Consumers;

/// <summary>The picture stage at the end of its queues.</summary>
internal sealed class SpectrogramImageConsumer(AttemptRunner runner, SpectrogramImageWork work, Backlog backlog, CatalogRetryPolicy retries, DispatchSignal signal)
    : IConsumer<RenderSpectrograms>
{
    public Task Consume(ConsumeContext<RenderSpectrograms> context) =>
        runner.RunAsync(Stage.Spectrograms, [context.Message], context.Message.RunIsolated, model: null, RunAsync, context.CancellationToken);

    private async Task RunAsync(IReadOnlyList<Attempt> attempts)
    {
        var leased = attempts[0].Leased;
        string version = await work.RunAsync(leased.Job, leased, leased.Token).ConfigureAwait(false);
        if (await retries.TryAsync(cancellation => backlog.SpectrogramImagesDoneAsync(leased.Job.Attempt, version, cancellation)).ConfigureAwait(false))
            signal.Set();
    }
}
