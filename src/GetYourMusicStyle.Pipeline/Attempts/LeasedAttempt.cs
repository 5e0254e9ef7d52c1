using GetYourMusicStyle.Catalog.Model;

namespace GetYourMusicStyle.Pipeline.Attempts;

/// <summary>An attempt that this process works on; reports progress and says when to stop. Dispose it when its end is noted.</summary>
internal sealed class LeasedAttempt : IProgress<double>, IDisposable
{
    private readonly LeaseRenewer _keeper;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenRegistration _stopping;
    private readonly Lock _lock = new();
    private double _progress;
    private bool _disposed;

    public LeasedAttempt(LeaseRenewer keeper, ClaimedJob job, long renewedAt, CancellationToken stopping)
    {
        (_keeper, Job, RenewedAt) = (keeper, job, renewedAt);
        Token = _stop.Token;
        _stopping = stopping.Register(() => Stop(StopReason.Stopping));
    }

    public ClaimedJob Job { get; }

    /// <summary>Cancelled when the work is to stop; <see cref="Reason"/> says why.</summary>
    public CancellationToken Token { get; }

    public StopReason Reason { get; private set; }

    /// <summary>Timestamp from which the lease surely counts.</summary>
    public long RenewedAt { get; set; }

    public double Progress => Volatile.Read(ref _progress);

    public void Report(double value) => Volatile.Write(ref _progress, value);

    /// <summary>Tells the work to stop; the first reason stands.</summary>
    public void Stop(StopReason reason)
    {
        lock (_lock)
        {
            if (_disposed || Reason != StopReason.None)
                return;
            Reason = reason;
        }
        _stop.Cancel();
    }

    public void Dispose()
    {
        _keeper.Drop(this);
        _stopping.Dispose();
        lock (_lock)
            _disposed = true;
    }
}
