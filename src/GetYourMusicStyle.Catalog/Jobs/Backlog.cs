namespace GetYourMusicStyle.Catalog;

/// <summary>
/// The backlog, as the dispatcher and the workers see it. Every operation is one transaction; those that carry a
/// <see cref="JobAttempt"/> change nothing unless the job is still at that attempt, begun and unfinished. Thread-safe.
/// </summary>
public sealed class Backlog
{
    /// <summary>
    /// Takes up to <paramref name="limit"/> jobs that are due in one queue, oldest first, under a <see cref="Lease.Sent"/> lease. One whose worker
    /// vanished counts a loss, and fails as <c>quarantined</c> at the limit instead of being taken. Nothing while the stage is paused.
    /// Safe beside other dispatchers.
    /// </summary>
    public Task<IReadOnlyList<JobTicket>> ClaimAsync(Stage stage, Lane lane, int limit, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Jobs of a queue that are out: sent or begun, their lease not run out.</summary>
    public Task<int> CountOutAsync(Stage stage, Lane lane, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>
    /// Begins attempts: those of jobs that are sent, at that attempt's turn, active and not paused. Returns the ones begun; the others are
    /// duplicates, stale, cancelled, or paused (these go back to wait) and must be dropped.
    /// </summary>
    public Task<IReadOnlyList<JobTicket>> BeginAsync(IReadOnlyCollection<JobAttempt> attempts, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Moves the leases on and notes progress (0 to 1 of the stage). Returns those still held; the others must stop.</summary>
    public Task<IReadOnlyList<JobAttempt>> RenewAsync(IReadOnlyCollection<(JobAttempt Attempt, double Progress)> held, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Features are stored: notes the facts and moves the job to its next stage, or finishes it. False if the attempt was stale.</summary>
    public Task<bool> FeaturesDoneAsync(JobAttempt attempt, TrackFacts facts, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>PNG files are stored: finishes the job. False if the attempt was stale.</summary>
    public Task<bool> PicturesDoneAsync(JobAttempt attempt, string picturesVersion, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>
    /// Writes verdicts and windows of several tracks in one transaction (PostgreSQL: binary COPY into a staging table, then one insert), only for
    /// attempts that are not stale, and finishes their jobs. One row per track, model version and window, ever. Returns the attempts that counted.
    /// </summary>
    public Task<IReadOnlyList<JobAttempt>> ScoresDoneAsync(
        string modelHash, string modelName, IReadOnlyList<string> genres, IReadOnlyCollection<ScoredTrack> tracks, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>The features that a later stage needs are not in the store: sends the job back to the feature stage.</summary>
    public Task<bool> BackToFeaturesAsync(JobAttempt attempt, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Gives an attempt back untouched, without blame: the worker is stopping, or cannot do this one.</summary>
    public Task ReleaseAsync(JobAttempt attempt, TimeSpan delay, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>A failure that may pass: the job waits and is sent again, or fails with this reason when its retries are used up.</summary>
    public Task RetryLaterAsync(JobAttempt attempt, string code, string message, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>A failure that stays: the job has failed.</summary>
    public Task FailAsync(JobAttempt attempt, string code, string message, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Takes back claims whose message could not be sent; they are due again after a pause.</summary>
    public Task UnclaimAsync(IReadOnlyCollection<JobAttempt> attempts, TimeSpan delay, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Frees every lease: for the one process of the embedded form when it starts, as nobody else can hold any. Begun ones count a loss.</summary>
    public Task FreeAllLeasesAsync(CancellationToken cancellation) => throw new NotImplementedException();
}
