using GetYourMusicStyle.Analysis;
using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Contracts.Messages;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Pipeline.Attempts;

/// <summary>
/// From messages to attempts that may run: waits for a permit, begins the attempts in the catalog, drops the messages whose attempt does not
/// begin, and releases the jobs that ask for another version than this worker has.
/// </summary>
internal sealed partial class AttemptStarter(
    OutageGate gate, ConcurrencyLimiter limiter, Backlog backlog, LeaseRenewer leases, Settlement settlement, CatalogRetryPolicy retries, ExtractorVersion extractor,
    IOptions<CatalogOptions> options, IHostApplicationLifetime lifetime, PipelineTelemetry telemetry, TimeProvider clock, ILogger<AttemptStarter> logger)
{
    /// <summary>Begins what messages of one queue ask for, to be run together. Throws only when the catalog is out of reach.</summary>
    /// <param name="isolated">Whether nothing else may run in the process meanwhile.</param>
    /// <param name="modelVersion">The model version that is here; null for a stage without a model.</param>
    /// <returns>The attempts that have begun, often fewer than messages; to be disposed when their end is noted.</returns>
    public async Task<RunningAttempts> StartAsync(
        Stage stage, IReadOnlyList<IStageMessage> messages, bool isolated, string? modelVersion, CancellationToken cancellation)
    {
        var running = new RunningAttempts(stage, leases, telemetry, clock);
        if (messages.Count == 0)
            return running;
        try
        {
            running.Permit = await AcquireAsync(stage, messages, isolated, cancellation).ConfigureAwait(false);
            if (running.Permit is not null)
                await BeginAsync(running, messages, modelVersion, cancellation).ConfigureAwait(false);
            return running;
        }
        catch
        {
            running.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Waits until the servers are there, and for a permit, but no longer than a sent message may take: then the dispatcher sends the job again, and this
    /// message would be in the way. A process that stops gives back what it waits with.
    /// </summary>
    private async Task<IDisposable?> AcquireAsync(Stage stage, IReadOnlyList<IStageMessage> messages, bool isolated, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.SentLeaseSeconds), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, lifetime.ApplicationStopping, cancellation);
        try
        {
            await gate.PassAsync(either.Token).ConfigureAwait(false);
            return await limiter.AcquireAsync(stage, messages[0].Priority, isolated, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            JobAttempt[] attempts = [.. messages.Select(message => new JobAttempt(message.JobId, stage, message.Attempt))];
            await retries.ExecuteAsync(token => backlog.UnclaimAsync(attempts, Settlement.AfterStop, token)).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            LogNoPermit(stage, messages.Count, messages[0].JobId, messages[0].TrackId);
            return null;
        }
    }

    private async Task BeginAsync(RunningAttempts running, IReadOnlyList<IStageMessage> messages, string? modelVersion, CancellationToken cancellation)
    {
        var byAttempt = messages.DistinctBy(Key).ToDictionary(Key);
        long since = clock.GetTimestamp();
        var jobs = await backlog.BeginAsync(byAttempt.Keys, cancellation).ConfigureAwait(false);
        foreach (var dropped in byAttempt.Keys.Except(jobs.Select(job => job.Attempt)))
            LogDropped(running.Stage, dropped.JobId, byAttempt[dropped].TrackId, dropped.Attempt);
        foreach (var job in jobs)
        {
            var (message, leased) = (byAttempt[job.Attempt], leases.Register(job, since));
            if (VersionMismatch(message, modelVersion) is { } mismatch)
                await ReleaseAsync(leased, mismatch.Asked, mismatch.Here).ConfigureAwait(false);
            else
                running.Add(leased, message.TraceParent);
        }

        JobAttempt Key(IStageMessage message) => new(message.JobId, running.Stage, message.Attempt);
    }

    private async Task ReleaseAsync(LeasedAttempt leased, string asked, string here)
    {
        try
        {
            await settlement.ReleaseAsync(leased, asked, here).ConfigureAwait(false);
        }
        finally
        {
            leases.Unregister(leased);
        }
    }

    private (string Asked, string Here)? VersionMismatch(IStageMessage message, string? modelVersion)
    {
        if (message.ExtractorVersion != extractor.Name)
            return (message.ExtractorVersion, extractor.Name);
        return message is ScoreTrack { ModelVersion: { } asked } && modelVersion is not null && asked != modelVersion ? (asked, modelVersion) : null;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Stage} of job {JobId}, track {TrackId}: attempt {Attempt} is begun, stale, cancelled or paused; message dropped")]
    private partial void LogDropped(Stage stage, Guid jobId, long trackId, int attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Stage}: {Count} messages got no permit in time and are dropped, to be sent again; first job {JobId}, track {TrackId}")]
    private partial void LogNoPermit(Stage stage, int count, Guid jobId, long trackId);
}
