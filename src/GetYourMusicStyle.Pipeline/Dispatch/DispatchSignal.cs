namespace GetYourMusicStyle.Pipeline.Dispatch;

/// <summary>Wakes the dispatcher of this process: there may be something new to send. Thread-safe.</summary>
public sealed class DispatchSignal(TimeProvider clock) : IDisposable
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
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        await _set.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
    }

    /// <inheritdoc/>
    public void Dispose() => _set.Dispose();
}
