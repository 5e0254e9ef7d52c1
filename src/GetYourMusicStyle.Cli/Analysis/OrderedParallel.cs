using System.Runtime.CompilerServices;
using System.Threading.Tasks.Dataflow;

namespace GetYourMusicStyle.Cli.Analysis;

/// <summary>Work on many items at a time, with the results in the order of the items.</summary>
internal static class OrderedParallel
{
    /// <summary>Finished results that may wait for a slow item before them, per job: bounds the memory of a long run.</summary>
    private const int AheadPerJob = 64;

    /// <summary>
    /// Runs <paramref name="work"/> on <paramref name="jobs"/> items at a time. However the enumeration ends, no work is still going on
    /// after it, so files being written are complete or gone.
    /// </summary>
    public static async IAsyncEnumerable<TResult> SelectAsync<TItem, TResult>(
        IReadOnlyList<TItem> items, int jobs, Func<TItem, TResult> work, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ThreadPool.GetMinThreads(out int threads, out int ports);
        ThreadPool.SetMinThreads(Math.Max(threads, jobs + 2), ports);
        var block = new TransformBlock<TItem, TResult>(work, new ExecutionDataflowBlockOptions
        {
            MaxDegreeOfParallelism = jobs,
            BoundedCapacity = jobs * AheadPerJob,
            EnsureOrdered = true,
            SingleProducerConstrained = true,
            CancellationToken = stop.Token,
        });
        var feed = Feed(items, block, stop.Token);
        try
        {
            while (await block.OutputAvailableAsync(cancellation))
            {
                while (block.TryReceive(out var result))
                    yield return result;
            }
            await feed;
            await block.Completion;
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(feed, block.Completion).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private static async Task Feed<TItem, TResult>(IReadOnlyList<TItem> items, TransformBlock<TItem, TResult> block, CancellationToken cancellation)
    {
        foreach (var item in items)
        {
            if (!await block.SendAsync(item, cancellation))
                break;
        }
        block.Complete();
    }
}
