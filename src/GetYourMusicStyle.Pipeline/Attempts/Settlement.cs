using System.Diagnostics;
using GetYourMusicStyle.Analysis.Windows;
using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Contracts;
using Microsoft.Extensions.Logging;

namespace GetYourMusicStyle.Pipeline.Attempts;

/// <summary>Notes in the catalog what became of attempts that did not succeed.</summary>
internal sealed partial class Settlement(
    Backlog backlog, CatalogRetryPolicy retries, OutageGate gate, PipelineTelemetry telemetry, ILogger<Settlement> logger)
{
    private static readonly TimeSpan BeforeAnotherWorker = TimeSpan.FromSeconds(30);

    /// <summary>Long enough that the job does not come back to a worker that is about to stop.</summary>
    internal static readonly TimeSpan AfterStop = TimeSpan.FromMilliseconds(500);

    /// <summary>Notes how attempts ended that one error has ended together; throws when the catalog stays out of reach.</summary>
    public async Task SettleAsync(IReadOnlyList<LeasedAttempt> attempts, Exception error)
    {
        foreach (var leased in attempts)
            await SettleAsync(leased, error).ConfigureAwait(false);
    }

    /// <summary>Notes how an attempt ended; throws when the catalog stays out of reach.</summary>
    public async Task SettleAsync(LeasedAttempt leased, Exception error)
    {
        leased.Activity?.SetStatus(ActivityStatusCode.Error, error.Message);
        var (job, attempt) = (leased.Job, leased.Job.Attempt);
        switch (leased.Reason)
        {
            case StopReason.LeaseLost:
                await LoseAsync(leased).ConfigureAwait(false);
                return;
            case StopReason.Stopping or StopReason.LeaseExpired:
                LogReleased(attempt.Stage, attempt.JobId, job.TrackId, attempt.Attempt, leased.Reason);
                await retries.ExecuteAsync(cancellation => backlog.ReleaseAsync(attempt, AfterStop, cancellation)).ConfigureAwait(false);
                return;
        }
        if (error is LongTrackException)
        {
            LogLong(attempt.Stage, attempt.JobId, job.TrackId);
            await retries.ExecuteAsync(cancellation => backlog.SlowDownAsync(attempt, cancellation)).ConfigureAwait(false);
            return;
        }
        var failure = Failure.Of(attempt.Stage, error);
        telemetry.Failed(attempt.Stage, failure.Code);
        if (failure.Action == FailureAction.Wait)
            gate.Failed(failure.Code, attempt.JobId);
        else if (failure.Action != FailureAction.RetryLater)
            await SucceedAsync().ConfigureAwait(false);     // the servers did what they were asked
        if (failure.Action == FailureAction.Fail)
            LogFailed(attempt.Stage, attempt.JobId, job.TrackId, attempt.Attempt, failure.Code, failure.Message);
        else
            LogRetriedLater(failure.Code == "error" ? error : null, attempt.Stage, attempt.JobId, job.TrackId, attempt.Attempt, failure.Code, failure.Message);
        await retries.ExecuteAsync(cancellation => failure.Action switch
        {
            FailureAction.Fail => backlog.FailAsync(attempt, failure.Code, failure.Message, cancellation),
            FailureAction.Wait => backlog.WaitAsync(attempt, failure.Code, cancellation),
            FailureAction.BackToFeatures => backlog.BackToFeaturesAsync(attempt, cancellation),
            _ => backlog.RetryLaterAsync(attempt, failure.Code, failure.Message, cancellation),
        }).ConfigureAwait(false);
    }

    /// <summary>An attempt has got through: if servers were away, what waits for them is tried again now.</summary>
    public async Task SucceedAsync()
    {
        foreach (string server in gate.Succeeded())
            await retries.ExecuteAsync(cancellation => backlog.EndOutageAsync(server, cancellation)).ConfigureAwait(false);
    }

    /// <summary>
    /// An attempt was lost, with whatever has come of it: the job was cancelled, or the lease ran out while this process was stopped or cut off, which is
    /// no crash.
    /// </summary>
    public async Task LoseAsync(LeasedAttempt leased)
    {
        var attempt = leased.Job.Attempt;
        LogLeaseLost(attempt.Stage, attempt.JobId, leased.Job.TrackId, attempt.Attempt);
        await retries.ExecuteAsync(cancellation => backlog.ReturnAsync(attempt, cancellation)).ConfigureAwait(false);
    }

    /// <summary>Releases an attempt that asks for another version of extractor or model than this worker has.</summary>
    public async Task ReleaseAsync(LeasedAttempt leased, string asked, string here)
    {
        var (job, attempt) = (leased.Job, leased.Job.Attempt);
        LogOtherVersion(attempt.Stage, attempt.JobId, job.TrackId, asked, here);
        await retries.ExecuteAsync(cancellation => backlog.ReleaseAsync(attempt, BeforeAnotherWorker, cancellation)).ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Stage} of job {JobId}, track {TrackId}: attempt {Attempt} stopped, the job was cancelled or is another worker's")]
    private partial void LogLeaseLost(Stage stage, Guid jobId, long trackId, int attempt);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Stage} of job {JobId}, track {TrackId}: attempt {Attempt} released ({Reason})")]
    private partial void LogReleased(Stage stage, Guid jobId, long trackId, int attempt, StopReason reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Stage} of job {JobId}, track {TrackId}: the track is long, the job goes to the slow queue")]
    private partial void LogLong(Stage stage, Guid jobId, long trackId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Stage} of job {JobId}, track {TrackId}: attempt {Attempt} failed for good, {Code}: {Reason}")]
    private partial void LogFailed(Stage stage, Guid jobId, long trackId, int attempt, string code, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Stage} of job {JobId}, track {TrackId}: attempt {Attempt} is retried later, {Code}: {Reason}")]
    private partial void LogRetriedLater(Exception? error, Stage stage, Guid jobId, long trackId, int attempt, string code, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Stage} of job {JobId}, track {TrackId} released: it asks for {Asked}, this worker has {Here}")]
    private partial void LogOtherVersion(Stage stage, Guid jobId, long trackId, string asked, string here);
}
