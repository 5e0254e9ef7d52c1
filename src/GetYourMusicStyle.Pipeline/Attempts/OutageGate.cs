using GetYourMusicStyle.Messaging;
using Microsoft.Extensions.Logging;

namespace GetYourMusicStyle.Pipeline.Attempts;

/// <summary>
/// Holds up the work of this process while a server that it needs is away, such as the object store: after each of growing pauses one attempt goes ahead
/// and finds out for all. It closes when several jobs in a row have failed over servers, so that one job alone, whose object cannot be read, holds up
/// nobody, and opens with the first attempt that gets through. Thread-safe.
/// </summary>
internal sealed partial class OutageGate(TimeProvider clock, Random random, ILogger<OutageGate> logger)
{
    private const int JobsToClose = 2;
    private const double FirstSeconds = 1;
    private const double MaxSeconds = 30;

    private readonly Lock _lock = new();
    private readonly HashSet<Guid> _failedJobs = [];
    private readonly HashSet<string> _servers = [];
    private TaskCompletionSource? _opened;      // not null while it is closed
    private long _since;
    private long _lookedAt;
    private TimeSpan _pause;
    private int _looks;

    /// <summary>Waits while servers are away, unless the caller is the one to find out whether they are back.</summary>
    /// <exception cref="OperationCanceledException">Cancelled while waiting.</exception>
    public async Task PassAsync(CancellationToken cancellation)
    {
        while (true)
        {
            Task opened;
            TimeSpan left;
            lock (_lock)
            {
                if (_opened is null)
                    return;
                left = _pause - clock.GetElapsedTime(_lookedAt);
                if (left <= TimeSpan.Zero)
                {
                    WaitForNextLook();
                    return;
                }
                opened = _opened.Task;
            }
            await Task.WhenAny(opened, Task.Delay(left, clock, cancellation)).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>An attempt has failed because a server is away.</summary>
    /// <param name="server">What jobs then wait for, such as <c>storage</c>.</param>
    /// <param name="job">The job that failed.</param>
    public void Failed(string server, Guid job)
    {
        lock (_lock)
        {
            _failedJobs.Add(job);
            _servers.Add(server);
            if (_opened is not null || _failedJobs.Count < JobsToClose)
                return;
            _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _since = clock.GetTimestamp();
            _looks = 0;
            WaitForNextLook();
        }
        LogClosed(server);
    }

    /// <summary>An attempt has got through; returns the servers that are back after having been away.</summary>
    public IReadOnlyList<string> Succeeded()
    {
        string[] back;
        lock (_lock)
        {
            back = _opened is null ? [] : [.. _servers];
            _opened?.TrySetResult();
            _opened = null;
            _failedJobs.Clear();
            _servers.Clear();
        }
        var outage = clock.GetElapsedTime(_since);
        foreach (string server in back)
            LogOpened(server, outage);
        return back;
    }

    private void WaitForNextLook()
    {
        _lookedAt = clock.GetTimestamp();
        _pause = Backoff.Pause(_looks++, FirstSeconds, MaxSeconds, random);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The work stands still: {Server} is away. One attempt at a time looks whether it is back; no job is lost")]
    private partial void LogClosed(string server);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Server} is back after {Outage}; the work goes on")]
    private partial void LogOpened(string server, TimeSpan outage);
}
