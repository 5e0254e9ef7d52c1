using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Messaging;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Pipeline.Attempts;

/// <summary>
/// Which work may run in this process right now. Each stage has as many places as <see cref="BusOptions"/> says, of which interactive work
/// gets the next one free; one place more is for slow work alone. A suspect (a worker vanished over it before) runs with nothing beside
/// it, so that what it tears down is only itself. Thread-safe.
/// </summary>
/// <remarks>
/// A waiting suspect holds back what came after it, but not while slow work runs: it would have to wait for that anyway. When it leaves,
/// those it held back come first, so many suspects in a row do not shut others out.
/// </remarks>
public sealed class ConcurrencyLimiter(IOptions<BusOptions> options)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter> _waiters = [];
    private readonly int[] _quick = new int[Enum.GetValues<Stage>().Length];
    private readonly int[] _slow = new int[Enum.GetValues<Stage>().Length];
    private int _running;
    private bool _alone;

    /// <summary>Waits for a place; dispose the result to leave it.</summary>
    /// <param name="alone">Whether nothing else may run at the same time.</param>
    /// <exception cref="OperationCanceledException">Cancelled while waiting; no place is taken.</exception>
    public async Task<IDisposable> EnterAsync(Stage stage, QueuePriority priority, bool alone, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var waiter = new Waiter(this, stage, priority, alone);
        lock (_lock)
        {
            _waiters.AddLast(waiter);
            Admit(holdBack: true);
        }
        await using var registration = cancellation.Register(() => GiveUp(waiter, cancellation));
        return await waiter.Admitted.Task.ConfigureAwait(false);
    }

    private void GiveUp(Waiter waiter, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (!_waiters.Remove(waiter))
                return;
            Admit(holdBack: true);
        }
        waiter.Admitted.TrySetCanceled(cancellation);
    }

    private void Leave(Waiter waiter)
    {
        lock (_lock)
        {
            _running--;
            if (waiter.Alone)
                _alone = false;
            else
                Places(waiter)[(int)waiter.Stage]--;
            if (waiter.Alone)
                Admit(holdBack: false);
            Admit(holdBack: true);
        }
    }

    /// <summary>Lets in whoever may, by priority, then by arrival. Without <paramref name="holdBack"/> suspects neither enter nor hold anyone back.</summary>
    private void Admit(bool holdBack)
    {
        for (var priority = QueuePriority.Interactive; priority <= QueuePriority.Slow; priority++)
        {
            for (var node = _waiters.First; node is not null;)
            {
                var (next, waiter) = (node.Next, node.Value);
                if (waiter.Priority == priority && MayEnter(waiter, holdBack))
                {
                    _waiters.Remove(node);
                    _running++;
                    if (waiter.Alone)
                        _alone = true;
                    else
                        Places(waiter)[(int)waiter.Stage]++;
                    waiter.Admitted.TrySetResult(waiter);
                }
                node = next;
            }
        }
    }

    private bool MayEnter(Waiter waiter, bool holdBack)
    {
        if (_alone)
            return false;
        if (waiter.Alone)
            return holdBack && _running == 0;
        if (holdBack && _waiters.Any(other => other.Alone) && (waiter.Priority == QueuePriority.Slow || _slow.Sum() == 0))
            return false;
        return Places(waiter)[(int)waiter.Stage] < (waiter.Priority == QueuePriority.Slow ? 1 : options.Value.Concurrency(waiter.Stage));
    }

    private int[] Places(Waiter waiter) => waiter.Priority == QueuePriority.Slow ? _slow : _quick;

    private sealed class Waiter(ConcurrencyLimiter limiter, Stage stage, QueuePriority priority, bool alone) : IDisposable
    {
        private int _left;

        public Stage Stage => stage;

        public QueuePriority Priority => priority;

        public bool Alone => alone;

        public TaskCompletionSource<IDisposable> Admitted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                limiter.Leave(this);
        }
    }
}
