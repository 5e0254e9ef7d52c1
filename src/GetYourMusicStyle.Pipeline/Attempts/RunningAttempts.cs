using System.Diagnostics;
using GetYourMusicStyle.Contracts;

namespace GetYourMusicStyle.Pipeline.Attempts;

/// <summary>
/// The attempts that a consumer works on together, with the permit to do so. Disposing it records the time the work took, ends the activities, and
/// gives up leases and permit: to be done when the end of the attempts has been noted.
/// </summary>
internal sealed class RunningAttempts(Stage stage, LeaseRenewer leases, PipelineTelemetry telemetry, TimeProvider clock) : IDisposable
{
    private readonly List<LeasedAttempt> _attempts = [];
    private long? _start;

    public Stage Stage => stage;

    /// <summary>In the order in which the catalog has begun them.</summary>
    public IReadOnlyList<LeasedAttempt> Attempts => _attempts;

    /// <summary>The permit to run; null while there is none.</summary>
    public IDisposable? Permit { get; set; }

    /// <summary>Takes in an attempt that has begun, and starts its activity in the trace of its message.</summary>
    public void Add(LeasedAttempt leased, string? traceParent)
    {
        telemetry.Begun(leased.Job);
        var before = Activity.Current;
        leased.Activity = PipelineTelemetry.StartStage(leased.Job, traceParent);
        _attempts.Add(leased);
        Activity.Current = before;
    }

    /// <summary>From here on the work counts; false if there is none. What the caller does next belongs to the trace of the first attempt.</summary>
    public bool Begin()
    {
        if (_attempts.Count == 0)
            return false;
        Activity.Current = _attempts[0].Activity ?? Activity.Current;
        _start = clock.GetTimestamp();
        return true;
    }

    public void Dispose()
    {
        foreach (var leased in _attempts)
        {
            if (_start is { } start)
                telemetry.Worked(stage, clock.GetElapsedTime(start) / _attempts.Count);
            leased.Activity?.Dispose();
            leases.Unregister(leased);
        }
        Permit?.Dispose();
    }
}
