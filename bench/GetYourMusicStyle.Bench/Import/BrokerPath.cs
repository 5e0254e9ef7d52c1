using System.Diagnostics;
using GetYourMusicStyle.Servers;
using MassTransit;

namespace GetYourMusicStyle.Bench.Import;

/// <summary>A message as small as ours.</summary>
internal sealed record Nudge(Guid JobId, long TrackId, string ObjectKey, int Attempt, string Version);

/// <summary>How many messages a second go through a quorum queue and MassTransit when there is no work to do: the ceiling of the broker path.</summary>
internal static class BrokerPath
{
    private const int Messages = 20_000, Senders = 32;

    public static async Task<double> MeasureAsync()
    {
        await using var broker = await RabbitServer.StartAsync();
        int consumed = 0;
        var all = new TaskCompletionSource();
        var bus = MassTransit.Bus.Factory.CreateUsingRabbitMq(cfg =>
        {
            cfg.Host(new Uri(broker.Settings["Bus:Host"]));
            cfg.ReceiveEndpoint("nudges", endpoint =>
            {
                endpoint.SetQuorumQueue();
                endpoint.PrefetchCount = 64;
                endpoint.Handler<Nudge>(_ =>
                {
                    if (Interlocked.Increment(ref consumed) == Messages)
                        all.SetResult();
                    return Task.CompletedTask;
                });
            });
        });
        await bus.StartAsync();
        try
        {
            var endpoint = await bus.GetSendEndpoint(new Uri("exchange:nudges"));
            long start = Stopwatch.GetTimestamp();
            await Parallel.ForAsync(0, Messages, new ParallelOptions { MaxDegreeOfParallelism = Senders }, async (i, cancellation) =>
                await endpoint.Send(new Nudge(Guid.CreateVersion7(), i, $"audio/3f/{new string('f', 64)}", 1, "librosa25-1-w6-h6"), cancellation));
            await all.Task;
            return Messages / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        finally
        {
            await bus.StopAsync();
        }
    }
}
