using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Messaging;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Pipeline.Attempts;

/// <summary>
/// Limits the work that runs in this process at the same time. Each stage has as many permits as <see cref="BusOptions"/> says, of which
/// interactive work gets the next one free; one permit more is for slow work alone. An isolated job (a worker crashed over it before) runs
/// with nothing beside it, so that what it tears down is only itself. Thread-safe.
/// </summary>
/// <remarks>
/// An isolated job that waits holds back what came after it, but not while slow work runs: it would have to wait for that anyway. When it has
/// run, those it held back come first, so many isolated jobs in a row do not shut others out.
/// </remarks>
public sealed class ConcurrencyLimiter(IOptions<BusOptions> options)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter> _waiters = [];
    private readonly int[] _regular = new int[Enum.GetValues<Stage>().Length];
    private readonly int[] _slow = new int[Enum.GetValues<Stage>().Length];
    private int _running;
    private bool _isolated;

    /// <summary>Waits for a permit; dispose the result to give it back.</summary>
    /// <param name="priority">One that is not known counts as <see cref="QueuePriority.Slow"/>.</param>
    /// <param name="isolated">Whether nothing else may run at the same time.</param>
    /// <exception cref="OperationCanceledException">Cancelled while waiting; no permit is taken.</exception>
    public async Task<IDisposable> AcquireAsync(Stage stage, QueuePriority priority, bool isolated, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        // A priority that nobody knows would wait for ever, and others with it. It came with a message, which may be anybody's.
        var waiter = new Waiter(this, stage, Enum.IsDefined(priority) ? priority : QueuePriority.Slow, isolated);
        lock (_lock)
        {
            _waiters.AddLast(waiter);
            Grant(holdBack: true);
        }
        await using var registration = cancellation.Register(() => Cancel(waiter, cancellation));
        return await waiter.Granted.Task.ConfigureAwait(false);
    }

    private void Cancel(Waiter waiter, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (!_waiters.Remove(waiter))
                return;
            Grant(holdBack: true);
        }
        waiter.Granted.TrySetCanceled(cancellation);
    }

    private void Release(Waiter waiter)
    {
        lock (_lock)
        {
            _running--;
            if (waiter.Isolated)
                _isolated = false;
            else
                InUse(waiter)[(int)waiter.Stage]--;
            if (waiter.Isolated)
                Grant(holdBack: false);
            Grant(holdBack: true);
        }
    }

    /// <summary>Gives permits to whoever may run, by priority, then by arrival. Without <paramref name="holdBack"/> isolated jobs neither run nor hold anyone back.</summary>
    private void Grant(bool holdBack)
    {
        for (var priority = QueuePriority.Interactive; priority <= QueuePriority.Slow; priority++)
        {
            for (var node = _waiters.First; node is not null;)
            {
                var (next, waiter) = (node.Next, node.Value);
                if (waiter.Priority == priority && MayRun(waiter, holdBack))
                {
                    _waiters.Remove(node);
                    _running++;
                    if (waiter.Isolated)
                        _isolated = true;
                    else
                        InUse(waiter)[(int)waiter.Stage]++;
                    waiter.Granted.TrySetResult(waiter);
                }
                node = next;
            }
        }
    }

    private bool MayRun(Waiter waiter, bool holdBack)
    {
        if (_isolated)
            return false;
        if (waiter.Isolated)
            return holdBack && _running == 0;
        if (holdBack && _waiters.Any(other => other.Isolated) && (waiter.Priority == QueuePriority.Slow || _slow.Sum() == 0))
            return false;
        return InUse(waiter)[(int)waiter.Stage] < (waiter.Priority == QueuePriority.Slow ? 1 : options.Value.Concurrency(waiter.Stage));
    }

    private int[] InUse(Waiter waiter) => waiter.Priority == QueuePriority.Slow ? _slow : _regular;

    private sealed class Waiter(ConcurrencyLimiter limiter, Stage stage, QueuePriority priority, bool isolated) : IDisposable
    {
        private int _released;

        public Stage Stage => stage;

        public QueuePriority Priority => priority;

        public bool Isolated => isolated;

        public TaskCompletionSource<IDisposable> Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _released, 1) == 0)
                limiter.Release(this);
        }
    }
}
