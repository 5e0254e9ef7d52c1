namespace GetYourMusicStyle.Storage.S3;

/// <summary>A token that is cancelled when the caller gives up, or when a time has passed since the last progress.</summary>
internal sealed class ProgressTimeout : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _caller;
    private readonly TimeSpan _timeout;

    public ProgressTimeout(TimeSpan timeout, TimeProvider time, CancellationToken cancellation)
    {
        _timeout = timeout;
        _source = new CancellationTokenSource(timeout, time);
        _caller = cancellation.UnsafeRegister(source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>There is progress: the time begins anew.</summary>
    public void Restart() => _source.CancelAfter(_timeout);

    /// <summary>Nothing is waited for now.</summary>
    public void Stop() => _source.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _caller.Dispose();
        _source.Dispose();
    }
}
