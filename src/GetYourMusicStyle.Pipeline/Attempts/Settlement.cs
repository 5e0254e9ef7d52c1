using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Contracts;
using Microsoft.Extensions.Logging;

namespace GetYourMusicStyle.Pipeline.Attempts;

/// <summary>Notes in the catalog what became of attempts that did not succeed.</summary>
internal sealed partial class Settlement(Backlog backlog, CatalogRetryPolicy retries, PipelineTelemetry telemetry, ILogger<Settlement> logger)
{
    private static readonly TimeSpan BeforeAnotherWorker = TimeSpan.FromSeconds(30);

    /// <summary>Long enough that the job does not come back to a worker that is about to stop.</summary>
    private static readonly TimeSpan AfterStop = TimeSpan.FromMilliseconds(500);

    /// <summary>Notes how an attempt ended; throws when the catalog stays out of reach.</summary>
    public async Task SettleAsync(LeasedAttempt leased, Exception error)
    {
        var (job, attempt) = (leased.Job, leased.Job.Attempt);
        switch (leased.Reason)
        {
            case StopReason.NotHeld:
                LogNotHeld(attempt.Stage, attempt.JobId, job.TrackId, attempt.Attempt);
                return;
            case StopReason.Stopping or StopReason.RanOut:
                LogReleased(attempt.Stage, attempt.JobId, job.TrackId, attempt.Attempt, leased.Reason);
                await retries.TryAsync(cancellation => backlog.ReleaseAsync(attempt, AfterStop, cancellation)).ConfigureAwait(false);
                return;
        }
        var failure = Failure.Of(attempt.Stage, error);
        telemetry.Failed(attempt.Stage, failure.Code);
        if (failure.Consequence == FailureAction.Fail)
            LogFailed(attempt.Stage, attempt.JobId, job.TrackId, attempt.Attempt, failure.Code, failure.Message);
        else
            LogPutOff(failure.Code == "error" ? error : null, attempt.Stage, attempt.JobId, job.TrackId, attempt.Attempt, failure.Code, failure.Message);
        await retries.TryAsync(cancellation => failure.Consequence switch
        {
            FailureAction.Fail => backlog.FailAsync(attempt, failure.Code, failure.Message, cancellation),
            FailureAction.BackToFeatures => backlog.BackToFeaturesAsync(attempt, cancellation),
            _ => backlog.RetryLaterAsync(attempt, failure.Code, failure.Message, cancellation),
        }).ConfigureAwait(false);
    }

    /// <summary>Gives back an attempt that asks for another version of extractor or model than this worker has.</summary>
    public async Task GiveBackAsync(LeasedAttempt leased, string asked, string here)
    {
        var (job, attempt) = (leased.Job, leased.Job.Attempt);
        LogOtherVersion(attempt.Stage, attempt.JobId, job.TrackId, asked, here);
        await retries.TryAsync(cancellation => backlog.ReleaseAsync(attempt, BeforeAnotherWorker, cancellation)).ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Stage} of job {JobId}, track {TrackId}: attempt {Attempt} stopped, the job was cancelled or is another worker's")]
    private partial void LogNotHeld(Stage stage, Guid jobId, long trackId, int attempt);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Stage} of job {JobId}, track {TrackId}: attempt {Attempt} given back ({Reason})")]
    private partial void LogReleased(Stage stage, Guid jobId, long trackId, int attempt, StopReason reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Stage} of job {JobId}, track {TrackId}: attempt {Attempt} failed for good, {Code}: {Reason}")]
    private partial void LogFailed(Stage stage, Guid jobId, long trackId, int attempt, string code, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Stage} of job {JobId}, track {TrackId}: attempt {Attempt} is put off, {Code}: {Reason}")]
    private partial void LogPutOff(Exception? error, Stage stage, Guid jobId, long trackId, int attempt, string code, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Stage} of job {JobId}, track {TrackId} given back: it asks for {Asked}, this worker has {Here}")]
    private partial void LogOtherVersion(Stage stage, Guid jobId, long trackId, string asked, string here);
}
