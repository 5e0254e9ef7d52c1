using System.Diagnostics;
using GetYourMusicStyle.Catalog.Model;

namespace GetYourMusicStyle.Pipeline.Attempts;

/// <summary>An attempt that this process works on under a lease; reports progress and says when to stop. Disposed when its end is noted.</summary>
internal sealed class LeasedAttempt : IProgress<double>, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenRegistration _stopping;
    private readonly Lock _lock = new();
    private double _progress;
    private bool _disposed;

    /// <param name="renewedAt">Timestamp from which the lease surely counts.</param>
    /// <param name="stopping">Cancelled when the process stops.</param>
    public LeasedAttempt(ClaimedJob job, long renewedAt, CancellationToken stopping)
    {
        (Job, RenewedAt) = (job, renewedAt);
        Token = _stop.Token;
        _stopping = stopping.Register(() => Stop(StopReason.Stopping));
    }

    public ClaimedJob Job { get; }

    /// <summary>Its place in the trace; null where nobody traces.</summary>
    public Activity? Activity { get; set; }

    /// <summary>Cancelled when the work is to stop; <see cref="Reason"/> says why.</summary>
    public CancellationToken Token { get; }

    public StopReason Reason { get; private set; }

    /// <summary>Timestamp from which the lease surely counts.</summary>
    public long RenewedAt { get; set; }

    /// <summary>Share done, 0 to 1.</summary>
    public double Progress => Volatile.Read(ref _progress);

    public void Report(double value) => Volatile.Write(ref _progress, value);

    /// <summary>Cancels the work; the first reason stands.</summary>
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
        _stopping.Dispose();
        lock (_lock)
            _disposed = true;
    }
}
