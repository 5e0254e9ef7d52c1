using System.Collections.Concurrent;
using GetYourMusicStyle.Catalog;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Pipeline;

/// <summary>
/// Keeps the leases of everything this process works on: renews them all in one call every third of a lease, with progress, and stops the
/// work on what is no longer held. While the catalog is out of reach it keeps trying; what has surely run out is stopped too.
/// </summary>
public sealed partial class LeaseKeeper(
    Backlog backlog, IOptions<CatalogOptions> options, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<LeaseKeeper> logger)
    : BackgroundService
{
    private readonly ConcurrentDictionary<JobAttempt, HeldAttempt> _held = new();
    private readonly TimeSpan _lease = TimeSpan.FromSeconds(options.Value.WorkLeaseSeconds);

    /// <summary>How many attempts this process works on.</summary>
    public int Count => _held.Count;

    /// <summary>Keeps the lease of an attempt that has begun.</summary>
    /// <param name="since">Timestamp taken before it was begun.</param>
    internal HeldAttempt Hold(JobTicket ticket, long since)
    {
        var held = new HeldAttempt(this, ticket, since, lifetime.ApplicationStopping);
        _held[ticket.Attempt] = held;
        return held;
    }

    internal void Drop(HeldAttempt held) => _held.TryRemove(new(held.Ticket.Attempt, held));

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
        var held = _held.Values.ToArray();
        if (held.Length == 0)
            return true;
        bool renewed = false;
        long start = clock.GetTimestamp();
        try
        {
            using var patience = new CancellationTokenSource(_lease / 3, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
            var still = (await backlog.RenewAsync([.. held.Select(one => (one.Ticket.Attempt, one.Progress))], either.Token)
                .WaitAsync(either.Token).ConfigureAwait(false)).ToHashSet();
            foreach (var one in held)
            {
                if (still.Contains(one.Ticket.Attempt))
                    one.RenewedAt = start;
                else
                    one.Stop(StopReason.NotHeld);
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
        foreach (var one in held.Where(one => clock.GetElapsedTime(one.RenewedAt) >= _lease))
            one.Stop(StopReason.RanOut);
        return renewed;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Leases cannot be renewed: the catalog is out of reach")]
    private partial void LogUnreachable();

    [LoggerMessage(Level = LogLevel.Information, Message = "Leases are renewed again")]
    private partial void LogReachable();

    [LoggerMessage(Level = LogLevel.Debug, Message = "Renewing leases failed")]
    private partial void LogFailure(Exception error);
}
