namespace GetYourMusicStyle.Storage;

/// <summary>A token that is cancelled when the caller gives up, or when a time has passed since the last sign of progress.</summary>
internal sealed class ProgressTimeout : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly TimeSpan _time;

    public ProgressTimeout(TimeSpan time, CancellationToken cancellation)
    {
        _time = time;
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Renew();
    }

    public CancellationToken Token => _source.Token;

    /// <summary>There is progress: the time begins anew.</summary>
    public void Renew() => _source.CancelAfter(_time);

    /// <summary>Nothing is waited for now.</summary>
    public void Rest() => _source.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose() => _source.Dispose();
}
