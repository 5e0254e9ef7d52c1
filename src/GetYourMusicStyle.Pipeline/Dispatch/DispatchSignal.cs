namespace GetYourMusicStyle.Pipeline.Dispatch;

/// <summary>Wakes the dispatcher of this process: there may be something new to send. Thread-safe.</summary>
public sealed class DispatchSignal : IDisposable
{
    private readonly SemaphoreSlim _set = new(0, 1);

    /// <summary>Wakes the dispatcher, or lets its next wait end at once.</summary>
    public void Set()
    {
        try
        {
            _set.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is set already.
        }
    }

    /// <summary>Waits for the signal, at most so long, and clears it.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellation) => _set.WaitAsync(atMost, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _set.Dispose();
}
