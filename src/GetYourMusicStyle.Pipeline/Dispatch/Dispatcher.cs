using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Messaging;
using GetYourMusicStyle.Pipeline.Queues;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Pipeline.Dispatch;

/// <summary>
/// Keeps a bounded number of messages outstanding in every queue: claims jobs that are due in the catalog under a lease and sends them.
/// Several processes may do this side by side. It outlives every outage of catalog and broker, and nothing is lost by one: what is not
/// begun within its lease is sent again.
/// </summary>
internal sealed partial class Dispatcher(
    Backlog backlog, IQueueDepth depth, JobSender sender, DispatchSignal signal, IOptions<BusOptions> busOptions,
    IOptions<CatalogOptions> catalogOptions, TimeProvider clock, Random random, ILogger<Dispatcher> logger)
    : BackgroundService
{
    private static readonly TimeSpan AfterFailedSend = TimeSpan.FromSeconds(1);
    private readonly BusOptions _bus = busOptions.Value;
    private readonly LostTime _lostTime = new(backlog, TimeSpan.FromSeconds(catalogOptions.Value.WorkLeaseSeconds), clock, logger);
    private readonly BackoffState _catalog = new(clock, random);
    private readonly BackoffState _broker = new(clock, random);
    private readonly Dictionary<string, BackoffState> _queues =
        StageQueues.All.ToDictionary(queue => StageQueues.Name(queue.Stage, queue.Priority), _ => new BackoffState(clock, random));
    private readonly HashSet<string> _withoutWorkers = [];
    private bool _leasesFreed;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = await PollAsync(stoppingToken).ConfigureAwait(false);
            try
            {
                // In an outage uploads go on; each of them must not be a try of its own.
                if (_catalog.Failures + _broker.Failures > 0)
                    await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(false);
                else
                    await signal.WaitAsync(pause, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) { }
        }
    }

    /// <summary>
    /// One round over all queues; returns how long to wait before the next one. Throws nothing. A queue that takes no messages is left
    /// alone for a while, the others go on.
    /// </summary>
    private async Task<TimeSpan> PollAsync(CancellationToken stopping)
    {
        try
        {
            await PrepareAsync(stopping).ConfigureAwait(false);
            var (sent, underWay, asked) = (0, 0, false);
            var backlogNow = await backlog.SnapshotAsync(stopping).ConfigureAwait(false);
            await _lostTime.LookAsync(backlogNow.At, stopping).ConfigureAwait(false);
            foreach (var snapshot in backlogNow.Queues)
            {
                underWay += snapshot.Outstanding;
                string queue = StageQueues.Name(snapshot.Stage, snapshot.Priority);
                if (!snapshot.Due || snapshot.Outstanding >= _bus.Outstanding || _queues[queue].Pause > TimeSpan.Zero)
                    continue;
                asked = true;
                if (await ReadyAsync(queue, stopping).ConfigureAwait(false) is { } ready && _bus.Outstanding - Math.Max(ready, snapshot.Outstanding) is > 0 and var room)
                    sent += await ClaimAndSendAsync(snapshot.Stage, snapshot.Priority, room, stopping).ConfigureAwait(false);
            }
            if (asked && _broker.RecordSuccess())
                LogBrokerIsBack();
            return _lostTime.Pause(TimeSpan.FromMilliseconds(_bus.PollMilliseconds * (sent > 0 ? 0.25 : underWay > 0 ? 1 : 5)));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }
        catch (BrokerException error)
        {
            if (_broker.RecordFailure())
                LogBrokerFails(error.InnerException);
            return _broker.Pause;
        }
        catch (Exception error)
        {
            if (_catalog.RecordFailure())
                LogCatalogFails(error);
            return _catalog.Pause;
        }
    }

    /// <summary>The one process of the embedded form frees what its predecessor held; an outage of the catalog is over when it answers.</summary>
    private async Task PrepareAsync(CancellationToken stopping)
    {
        if (!_leasesFreed && _bus.Transport == BusTransport.InMemory)
            await backlog.FreeAllLeasesAsync(stopping).ConfigureAwait(false);
        _leasesFreed = true;
        if (_catalog.Failures == 0)
            return;
        await backlog.SnapshotAsync(stopping).ConfigureAwait(false);
        var outage = _catalog.Duration;
        _catalog.RecordSuccess();
        LogCatalogIsBack(outage);
    }

    private async Task<int?> ReadyAsync(string queue, CancellationToken stopping)
    {
        try
        {
            int? ready = await depth.ReadyAsync(queue, stopping).ConfigureAwait(false);
            if (ready is not null)
                _withoutWorkers.Remove(queue);
            else if (_withoutWorkers.Add(queue))
                LogNoQueue(queue);
            return ready;
        }
        catch (Exception error) when (!stopping.IsCancellationRequested)
        {
            throw new BrokerException(error);
        }
    }

    private async Task<int> ClaimAndSendAsync(Stage stage, QueuePriority priority, int room, CancellationToken stopping)
    {
        var jobs = await backlog.ClaimAsync(stage, priority, room, stopping, sparing: _lostTime.Sparing).ConfigureAwait(false);
        if (jobs.Count == 0)
            return 0;
        var (unsent, reason) = await sender.SendAsync(stage, priority, jobs, stopping).ConfigureAwait(false);
        LogSent(jobs.Count - unsent.Count, stage, priority);
        var backoff = _queues[StageQueues.Name(stage, priority)];
        if (unsent.Count == 0)
        {
            if (backoff.RecordSuccess())
                LogTakesMessages(stage, priority);
            return jobs.Count;
        }
        if (backoff.RecordFailure() && !stopping.IsCancellationRequested)
            LogTakesNoMessages(reason, stage, priority);
        // Also when stopping: what was not sent should not have to wait for its lease.
        await backlog.UnclaimAsync([.. unsent.Select(job => job.Attempt)], AfterFailedSend, CancellationToken.None).ConfigureAwait(false);
        return jobs.Count - unsent.Count;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Sent {Count} jobs: {Stage}, {Priority}")]
    private partial void LogSent(int count, Stage stage, QueuePriority priority);

    [LoggerMessage(Level = LogLevel.Error, Message = "The queue of {Stage}, {Priority} takes no messages; its jobs wait in the catalog until it does")]
    private partial void LogTakesNoMessages(Exception? reason, Stage stage, QueuePriority priority);

    [LoggerMessage(Level = LogLevel.Information, Message = "The queue of {Stage}, {Priority} takes messages again")]
    private partial void LogTakesMessages(Stage stage, QueuePriority priority);

    [LoggerMessage(Level = LogLevel.Information, Message = "There is no queue {Queue} yet: no worker for it has ever started; its jobs wait in the catalog")]
    private partial void LogNoQueue(string queue);

    [LoggerMessage(Level = LogLevel.Error, Message = "The broker fails; jobs wait in the catalog until it is back")]
    private partial void LogBrokerFails(Exception? error);

    [LoggerMessage(Level = LogLevel.Information, Message = "The broker is back")]
    private partial void LogBrokerIsBack();

    [LoggerMessage(Level = LogLevel.Error, Message = "The catalog fails; no jobs are sent until it is back")]
    private partial void LogCatalogFails(Exception error);

    [LoggerMessage(Level = LogLevel.Information, Message = "The catalog is back after {Outage}")]
    private partial void LogCatalogIsBack(TimeSpan outage);

    /// <summary>The broker could not be asked.</summary>
    private sealed class BrokerException(Exception reason) : Exception(reason.Message, reason);
}
