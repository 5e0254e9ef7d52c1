namespace GetYourMusicStyle.Messaging;

/// <summary>Keeps count of failures in a row, so that a loop logs each change of state once and waits longer each time.</summary>
public sealed class BackoffState(TimeProvider clock, Random random)
{
    private const double FirstSeconds = 0.25;
    private const double MaxSeconds = 10;

    private long _since;
    private long _failedAt;
    private TimeSpan _pause;

    /// <summary>How many tries in a row failed.</summary>
    public int Failures { get; private set; }

    /// <summary>How long it has lasted; zero while all is well.</summary>
    public TimeSpan Duration => Failures == 0 ? TimeSpan.Zero : clock.GetElapsedTime(_since);

    /// <summary>How long to wait before the next try: doubled each time up to 10 s, with jitter. Zero while all is well.</summary>
    public TimeSpan Pause
    {
        get
        {
            var left = Failures == 0 ? TimeSpan.Zero : _pause - clock.GetElapsedTime(_failedAt);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Notes a failure; true if it is the first.</summary>
    public bool RecordFailure()
    {
        _failedAt = clock.GetTimestamp();
        if (Failures == 0)
            _since = _failedAt;
        _pause = Backoff.Pause(Failures, FirstSeconds, MaxSeconds, random);
        return ++Failures == 1;
    }

    /// <summary>Notes a success; true if it is the first.</summary>
    public bool RecordSuccess()
    {
        bool ended = Failures > 0;
        Failures = 0;
        return ended;
    }
}
