using GetYourMusicStyle.Catalog;

namespace GetYourMusicStyle.Pipeline;

/// <summary>Why the work on an attempt was told to stop.</summary>
internal enum StopReason
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>The process is stopping.</summary>
    Stopping,

    /// <summary>The job was cancelled, or another worker has it.</summary>
    NotHeld,

    /// <summary>The catalog was out of reach for so long that the lease has run out.</summary>
    RanOut,
}

/// <summary>An attempt that this process works on; reports progress and says when to stop. Dispose it when its end is noted.</summary>
internal sealed class HeldAttempt : IProgress<double>, IDisposable
{
    private readonly LeaseKeeper _keeper;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenRegistration _stopping;
    private readonly Lock _lock = new();
    private double _progress;
    private bool _disposed;

    public HeldAttempt(LeaseKeeper keeper, JobTicket ticket, long renewedAt, CancellationToken stopping)
    {
        (_keeper, Ticket, RenewedAt) = (keeper, ticket, renewedAt);
        Token = _stop.Token;
        _stopping = stopping.Register(() => Stop(StopReason.Stopping));
    }

    public JobTicket Ticket { get; }

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
