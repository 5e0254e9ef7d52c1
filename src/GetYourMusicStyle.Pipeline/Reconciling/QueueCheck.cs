using GetYourMusicStyle.Catalog.Checks;
using GetYourMusicStyle.Messaging;
using GetYourMusicStyle.Pipeline.Queues;

namespace GetYourMusicStyle.Pipeline.Reconciling;

/// <summary>Compares messages with jobs, and tells of messages that were put aside. Only asks how many there are: reading one would count as a delivery.</summary>
public sealed class QueueCheck(IQueueDepth depth, CatalogCheck catalog)
{
    /// <summary>Checks all queues.</summary>
    /// <param name="report">Receives what does not agree.</param>
    public async Task RunAsync(Action<Finding> report, CancellationToken cancellation)
    {
        try
        {
            await CheckStagesAsync(report, cancellation);
            await CheckPutAsideAsync(report, cancellation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested && e is not Catalog.CatalogUnavailableException)
        {
            report(new("queues-unreachable", "broker", $"the queues cannot be looked at: {e.Message}"));
        }
    }

    private async Task CheckStagesAsync(Action<Finding> report, CancellationToken cancellation)
    {
        foreach (var (stage, priority) in StageQueues.All)
        {
            string queue = StageQueues.Name(stage, priority);
            int ready = await depth.ReadyAsync(queue, cancellation) ?? 0;
            int sent = ready == 0 ? 0 : (await catalog.SentAsync(cancellation)).GetValueOrDefault((stage, priority));
            if (ready > sent)
                report(new("messages-without-jobs", $"queue {queue}", $"it holds {ready} messages, and {sent} jobs wait for one"));
        }
    }

    private async Task CheckPutAsideAsync(Action<Finding> report, CancellationToken cancellation)
    {
        foreach (string queue in StageQueues.PutAside.Prepend(StageQueues.DeadLetters))
        {
            if (await depth.ReadyAsync(queue, cancellation) is > 0 and var ready)
                report(new("messages-put-aside", $"queue {queue}", $"it holds {ready} messages that could not be handled, for people to read", Fault: false));
        }
    }
}
