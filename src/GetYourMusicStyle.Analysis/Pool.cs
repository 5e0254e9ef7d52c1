using System.Collections.Concurrent;

namespace GetYourMusicStyle.Analysis;

/// <summary>Objects with large buffers, lent to one thread at a time and used again: as many as were ever in use together.</summary>
public sealed class Pool<T>(Func<T> create) : IDisposable
    where T : notnull
{
    private readonly ConcurrentBag<T> _idle = [];

    /// <summary>Runs <paramref name="work"/> with an idle object, or a new one.</summary>
    public TResult Use<TResult>(Func<T, TResult> work)
    {
        if (!_idle.TryTake(out var item))
            item = create();
        try
        {
            var result = work(item);
            _idle.Add(item);
            return result;
        }
        catch
        {
            (item as IDisposable)?.Dispose();   // its state is unknown
            throw;
        }
    }

    /// <summary>Disposes the idle ones.</summary>
    public void Dispose()
    {
        while (_idle.TryTake(out var item))
            (item as IDisposable)?.Dispose();
    }
}
