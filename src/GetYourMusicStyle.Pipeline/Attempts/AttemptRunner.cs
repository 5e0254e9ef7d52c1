using System.Diagnostics;
using GetYourMusicStyle.Analysis;
using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Contracts.Messages;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Pipeline.Attempts;

/// <summary>
/// From messages to work: waits for a place, begins the attempts in the catalog, drops what it does not begin, keeps the leases while the
/// work runs, and notes failures. Throws only when the catalog is out of reach.
/// </summary>
internal sealed partial class AttemptRunner(
    ConcurrencyLimiter limiter, Backlog backlog, LeaseRenewer leases, Settlement settlement, ExtractorVersion extractor, IOptions<CatalogOptions> options,
    PipelineTelemetry telemetry, TimeProvider clock, ILogger<AttemptRunner> logger)
{
    /// <summary>Runs the messages of one priority together.</summary>
    /// <param name="alone">Whether nothing else may run in the process meanwhile.</param>
    /// <param name="model">Given for scoring: the model version asked for by a message and the one that is here.</param>
    /// <param name="work">The work and its completion; what it throws is judged and noted for all attempts still open.</param>
    public async Task RunAsync<TMessage>(
        Stage stage, IReadOnlyList<TMessage> messages, bool alone, Func<TMessage, (string Asked, string Here)>? model,
        Func<IReadOnlyList<Attempt>, Task> work, CancellationToken cancellation)
        where TMessage : class, IStageMessage
    {
        if (messages.Count == 0)
            return;
        using var place = await EnterAsync(stage, messages, alone, cancellation).ConfigureAwait(false);
        if (place is null)
            return;
        var byAttempt = messages.DistinctBy(Key).ToDictionary(Key);
        long since = clock.GetTimestamp();
        var jobs = await backlog.BeginAsync(byAttempt.Keys, cancellation).ConfigureAwait(false);
        foreach (var dropped in byAttempt.Keys.Except(jobs.Select(job => job.Attempt)))
            LogDropped(stage, dropped.JobId, byAttempt[dropped].TrackId, dropped.Attempt);
        var before = Activity.Current;
        var attempts = new List<Attempt>();
        try
        {
            foreach (var job in jobs)
            {
                var (message, leased) = (byAttempt[job.Attempt], leases.Hold(job, since));
                if (Misfit(message, model) is { } misfit)
                {
                    using (leased)
                        await settlement.GiveBackAsync(leased, misfit.Asked, misfit.Here).ConfigureAwait(false);
                    continue;
                }
                telemetry.Begun(job, clock.GetUtcNow());
                attempts.Add(new(leased, PipelineTelemetry.StartStage(job, message.TraceParent)));
                Activity.Current = before;
            }
            if (attempts.Count > 0)
                await WorkAsync(stage, attempts, work).ConfigureAwait(false);
        }
        finally
        {
            attempts.ForEach(attempt => attempt.Dispose());
        }

        JobAttempt Key(TMessage message) => new(message.JobId, stage, message.Attempt);
    }

    private async Task WorkAsync(Stage stage, List<Attempt> attempts, Func<IReadOnlyList<Attempt>, Task> work)
    {
        Activity.Current = attempts[0].Activity ?? Activity.Current;
        long start = clock.GetTimestamp();
        try
        {
            await work(attempts).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            foreach (var attempt in attempts)
            {
                attempt.Activity?.SetStatus(ActivityStatusCode.Error, error.Message);
                await settlement.SettleAsync(attempt.Leased, error).ConfigureAwait(false);
            }
        }
        foreach (var _ in attempts)
            telemetry.Worked(stage, clock.GetElapsedTime(start) / attempts.Count);
    }

    /// <summary>
    /// Waits for a place, but no longer than a sent message may take: then the dispatcher sends the job again, and this message would be
    /// in the way.
    /// </summary>
    private async Task<IDisposable?> EnterAsync<TMessage>(Stage stage, IReadOnlyList<TMessage> messages, bool alone, CancellationToken cancellation)
        where TMessage : class, IStageMessage
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.SentLeaseSeconds), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            return await limiter.EnterAsync(stage, messages[0].Priority, alone, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            LogNoPlace(stage, messages.Count, messages[0].JobId, messages[0].TrackId);
            return null;
        }
    }

    private (string Asked, string Here)? Misfit<TMessage>(TMessage message, Func<TMessage, (string Asked, string Here)>? model)
        where TMessage : class, IStageMessage
    {
        if (message.ExtractorVersion != extractor.Name)
            return (message.ExtractorVersion, extractor.Name);
        return model?.Invoke(message) is { } versions && versions.Asked != versions.Here ? versions : null;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Stage} of job {JobId}, track {TrackId}: attempt {Attempt} is begun, stale, cancelled or paused; message dropped")]
    private partial void LogDropped(Stage stage, Guid jobId, long trackId, int attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Stage}: {Count} messages found no place in time and are dropped, to be sent again; first job {JobId}, track {TrackId}")]
    private partial void LogNoPlace(Stage stage, int count, Guid jobId, long trackId);
}
