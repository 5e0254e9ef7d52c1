using GetYourMusicStyle.Catalog.Jobs;
using Microsoft.Extensions.Logging;

namespace GetYourMusicStyle.Pipeline.Dispatch;

/// <summary>
/// Notices when the database's clock has gone on by more than passed between two rounds of the dispatcher: the machine slept, this process was stopped,
/// the database was away, or its clock was set. Leases have run out then under workers that live, so that these get the time to renew them before any is
/// taken for crashed. A clock that was set back would prolong leases and pauses: they are cut.
/// </summary>
/// <param name="backlog">The backlog.</param>
/// <param name="lease">The lease of workers, who renew it every third.</param>
/// <param name="clock">Measures the time that the workers get.</param>
/// <param name="logger">Is told of it.</param>
internal sealed partial class LostTime(Backlog backlog, TimeSpan lease, TimeProvider clock, ILogger logger)
{
    /// <summary>Longer than any pause before a retry; what is to wait longer at the start of the process is the work of a clock.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    private DateTime? _seen;
    private TimeSpan _pause;
    private long? _spareSince;

    /// <summary>Whether workers still have the time to renew leases that have run out.</summary>
    public bool Sparing => _spareSince is { } since && clock.GetElapsedTime(since) < lease * 2 / 3;

    /// <summary>Notes how long the dispatcher is going to wait.</summary>
    public TimeSpan Pause(TimeSpan pause) => _pause = pause;

    /// <summary>Looks at the database's time once a round.</summary>
    public async Task LookAsync(DateTime now, CancellationToken cancellation)
    {
        var before = _seen;
        _seen = now;
        if (before is null || now - before >= (lease / 3) + _pause)
            _spareSince = clock.GetTimestamp();
        if (before is not null && now - before >= lease + _pause)
            LogLost(now - before.Value);
        if (before is null)
            await backlog.ClockSetBackAsync(LongestPause, cancellation).ConfigureAwait(false);
        else if (now < before)
        {
            LogSetBack(before.Value - now);
            await backlog.ClockSetBackAsync(TimeSpan.Zero, cancellation).ConfigureAwait(false);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Time} went by since the last look at the backlog: this machine slept, was stopped, or a clock was set. Workers get the time to renew their leases")]
    private partial void LogLost(TimeSpan time);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The clock of the catalog's database was set back by {Time}; leases and pauses are cut to what they may last")]
    private partial void LogSetBack(TimeSpan time);
}
