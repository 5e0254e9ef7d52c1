namespace GetYourMusicStyle.Catalog;

/// <summary>A batch as it is shown. A job withdrawn with the batch counts as cancelled here, whatever becomes of it elsewhere.</summary>
/// <param name="Total">Submissions in the batch.</param>
/// <param name="Counts">How many are in each state; the sum is <paramref name="Total"/>.</param>
/// <param name="RatePerSecond">Jobs finished per second over the last minute (or since the start, if shorter).</param>
/// <param name="SecondsLeft">Estimate for the rest; null while unknown, 0 when nothing is left.</param>
/// <param name="Failures">Failed ones by reason code.</param>
public sealed record BatchView(
    Guid Id, string? Name, BatchKind Kind, DateTime CreatedAt, DateTime? CancelledAt, int Total, IReadOnlyDictionary<JobState, int> Counts,
    double RatePerSecond, double? SecondsLeft, IReadOnlyDictionary<string, int> Failures);

/// <summary>One failed track of a batch.</summary>
public sealed record FailedSubmission(string Path, Guid JobId, string ErrorCode, string ErrorMessage);

/// <summary>What is run again.</summary>
public enum RerunStage
{
    /// <summary>Features.</summary>
    Features,

    /// <summary>PNG files of the log spectrograms.</summary>
    Spectrograms,

    /// <summary>Scores, with the model version in use.</summary>
    Scores,
}

/// <summary>Makes, shows, cancels and repeats batches.</summary>
public sealed class BatchBook
{
    /// <summary>A new, empty batch.</summary>
    public Task<Guid> CreateAsync(string? name, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>A batch; null if there is none.</summary>
    public Task<BatchView?> FindAsync(Guid id, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>The newest batches, keyset-paged: those older than <paramref name="before"/>.</summary>
    public Task<IReadOnlyList<BatchView>> ListAsync(Guid? before, int limit, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Failed tracks of a batch with their reasons.</summary>
    public Task<IReadOnlyList<FailedSubmission>> FailuresAsync(Guid id, int limit, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Withdraws its unfinished submissions; a job that nobody else wants is cancelled.</summary>
    /// <exception cref="CatalogException">There is no such batch.</exception>
    public Task CancelAsync(Guid id, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Queues the failed jobs of a batch again; returns how many.</summary>
    /// <exception cref="CatalogException">There is no such batch, or it was cancelled.</exception>
    public Task<int> RetryFailedAsync(Guid id, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>
    /// Runs a stage again over the tracks of a batch, or of the whole catalog: only where its results (of this extractor, of this model
    /// version) are missing, or everywhere. Returns the batch to follow.
    /// </summary>
    /// <exception cref="CatalogException">There is no such batch.</exception>
    public Task<Guid> RerunAsync(
        RerunStage stage, bool all, Guid? ofBatch, string extractorVersion, string modelVersion, string? traceParent, CancellationToken cancellation) => throw new NotImplementedException();
}
