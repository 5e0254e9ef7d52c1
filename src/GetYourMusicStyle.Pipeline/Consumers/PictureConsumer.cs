using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Pipeline.Messages;
using MassTransit;

namespace GetYourMusicStyle.Pipeline;

/// <summary>The picture stage at the end of its queues.</summary>
internal sealed class PictureConsumer(AttemptRunner runner, PictureWork work, Backlog backlog, Patience patience, DispatchSignal signal)
    : IConsumer<DrawSpectrograms>
{
    public Task Consume(ConsumeContext<DrawSpectrograms> context) =>
        runner.RunAsync(Stage.Picture, [context.Message], context.Message.Suspect, model: null, RunAsync, context.CancellationToken);

    private async Task RunAsync(IReadOnlyList<Attempt> attempts)
    {
        var held = attempts[0].Held;
        string version = await work.RunAsync(held.Ticket, held, held.Token).ConfigureAwait(false);
        if (await patience.TryAsync(cancellation => backlog.PicturesDoneAsync(held.Ticket.Attempt, version, cancellation)).ConfigureAwait(false))
            signal.Set();
    }
}
