namespace GetYourMusicStyle.Pipeline;

/// <summary>Keeps count of failures in a row, so that a loop logs each change of state once and waits longer each time.</summary>
internal sealed class Outage(TimeProvider clock)
{
    private long _since;

    /// <summary>Failures in a row.</summary>
    public int Failures { get; private set; }

    /// <summary>How long it has lasted; zero while all is well.</summary>
    public TimeSpan Duration => Failures == 0 ? TimeSpan.Zero : clock.GetElapsedTime(_since);

    /// <summary>A failure; true if it is the first.</summary>
    public bool Begins()
    {
        if (Failures == 0)
            _since = clock.GetTimestamp();
        return ++Failures == 1;
    }

    /// <summary>A success; true if it is the first.</summary>
    public bool Ends()
    {
        bool ended = Failures > 0;
        Failures = 0;
        return ended;
    }

    /// <summary>How long to wait before the next try: doubled each time up to 10 s, with jitter.</summary>
    public TimeSpan Pause() => Patience.Pause(Math.Max(0, Failures - 1), 0.25, 10);
}
