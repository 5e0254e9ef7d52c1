using System.Collections.Concurrent;

namespace GetYourMusicStyle.Cli.Analysis;

/// <summary>Objects with large buffers, lent to one worker at a time and used again: as many as there are workers.</summary>
internal sealed class Pool<T>(Func<T> create)
{
    private readonly ConcurrentBag<T> _idle = [];

    /// <summary>Runs <paramref name="work"/> with an idle object, or a new one.</summary>
    public TResult Use<TResult>(Func<T, TResult> work)
    {
        if (!_idle.TryTake(out var item))
            item = create();
        var result = work(item);
        _idle.Add(item);        // not after an exception: its state is unknown
        return result;
    }
}
