namespace GetYourMusicStyle.Audio.Sources;

/// <summary>
/// Watches over somebody whom we wait for: barks, once, when he gives nothing for long, or when all the waiting adds up to too much. It counts beats
/// of a clock of this process, so that a time in which the process itself stood still (a laptop that sleeps, say) is not held against him.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    private const int BeatsOfStall = 10;

    private readonly Lock _lock = new();
    private readonly Action _bark;
    private readonly double _beatSeconds;
    private readonly Timer _timer;
    private volatile bool _waiting;
    private volatile int _silentBeats;
    private int _waitedBeats;
    private double _allowedSeconds = double.PositiveInfinity;
    private bool _disposed;

    /// <param name="stall">The longest that he may give nothing.</param>
    public Watchdog(TimeSpan stall, Action bark)
    {
        _bark = bark;
        TimeSpan beat = stall / BeatsOfStall;
        _beatSeconds = beat.TotalSeconds;
        _timer = new Timer(_ => Beat(), null, beat, beat);
    }

    /// <summary>Whether it barked because he gave nothing for long.</summary>
    public bool Stalled { get; private set; }

    /// <summary>Whether it barked because all waiting together took longer than <see cref="Allow"/>ed.</summary>
    public bool Late { get; private set; }

    /// <summary>How long all waiting together may last.</summary>
    public void Allow(double seconds) => Volatile.Write(ref _allowedSeconds, seconds);

    /// <summary>From here on we wait.</summary>
    public void Wait() => (_silentBeats, _waiting) = (0, true);

    /// <summary>He gave something.</summary>
    public void Rest() => _waiting = false;

    /// <summary>From here on it does not bark any more.</summary>
    public void Dispose()
    {
        lock (_lock)
            _disposed = true;
        _timer.Dispose();
    }

    private void Beat()
    {
        lock (_lock)
            BeatUnlessOver();
    }

    private void BeatUnlessOver()
    {
        if (!_waiting || Stalled || Late || _disposed)
            return;
        _waitedBeats++;
        Stalled = ++_silentBeats > BeatsOfStall;
        Late = !Stalled && _waitedBeats * _beatSeconds > Volatile.Read(ref _allowedSeconds);
        if (Stalled || Late)
            _bark();
    }
}
