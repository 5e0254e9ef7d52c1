using System.Collections.Concurrent;
using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Catalog.Model;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Pipeline.Attempts;

/// <summary>
/// Renews the leases of everything this process works on, all in one call every third of a lease, with progress, and stops the work on
/// attempts whose lease is lost. A process that was stopped for longer than a lease takes its leases up again where nobody has begun its jobs. While the catalog is out of reach it keeps trying; work whose lease has surely expired is stopped too.
/// </summary>
public sealed partial class LeaseRenewer(
    Backlog backlog, IOptions<CatalogOptions> options, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<LeaseRenewer> logger)
    : BackgroundService
{
    private readonly ConcurrentDictionary<JobAttempt, LeasedAttempt> _leased = new();
    private readonly TimeSpan _lease = TimeSpan.FromSeconds(options.Value.WorkLeaseSeconds);

    /// <summary>How many attempts this process works on.</summary>
    public int Count => _leased.Count;

    /// <summary>Renews the lease of an attempt that has begun, until it is dropped.</summary>
    /// <param name="since">Timestamp taken before it was begun.</param>
    internal LeasedAttempt Register(ClaimedJob job, long since)
    {
        var leased = new LeasedAttempt(job, since, lifetime.ApplicationStopping);
        _leased[job.Attempt] = leased;
        return leased;
    }

    /// <summary>Renews the lease no more: the end of the attempt is noted.</summary>
    internal void Unregister(LeasedAttempt leased)
    {
        _leased.TryRemove(new(leased.Job.Attempt, leased));
        leased.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        bool reachable = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(reachable ? _lease / 3 : _lease / 12, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            bool renewed = await RenewAsync(stoppingToken).ConfigureAwait(false);
            if (renewed != reachable && !stoppingToken.IsCancellationRequested)
                (renewed ? (Action)LogReachable : LogUnreachable)();
            reachable = renewed;
        }
    }

    private async Task<bool> RenewAsync(CancellationToken stopping)
    {
        var leased = _leased.Values.ToArray();
        if (leased.Length == 0)
            return true;
        bool renewed = false;
        long start = clock.GetTimestamp();
        try
        {
            using var timeout = new CancellationTokenSource(_lease / 3, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping);
            var still = (await backlog.RenewAsync([.. leased.Select(one => (one.Job.Attempt, one.Progress))], either.Token)
                .WaitAsync(either.Token).ConfigureAwait(false)).ToHashSet();
            foreach (var one in leased)
            {
                if (still.Contains(one.Job.Attempt))
                    one.RenewedAt = start;
                else
                    one.Stop(StopReason.LeaseLost);
            }
            renewed = true;
        }
        catch (Exception error) when (!stopping.IsCancellationRequested)
        {
            LogFailure(error);
        }
        catch (OperationCanceledException)
        {
            return true;
        }
        // Only what was tried, and failed, after the lease had run out: a process that was stopped in the midst of a try gets another one first.
        foreach (var one in leased.Where(one => clock.GetElapsedTime(one.RenewedAt, start) >= _lease))
            one.Stop(StopReason.LeaseExpired);
        return renewed;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Leases cannot be renewed: the catalog is out of reach")]
    private partial void LogUnreachable();

    [LoggerMessage(Level = LogLevel.Information, Message = "Leases are renewed again")]
    private partial void LogReachable();

    [LoggerMessage(Level = LogLevel.Debug, Message = "Renewing leases failed")]
    private partial void LogFailure(Exception error);
}
