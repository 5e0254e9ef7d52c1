using GetYourMusicStyle.Catalog.Data;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Catalog.Jobs;

/// <summary>
/// The backlog, as the dispatcher and the workers see it. Every operation is one transaction; those that carry a
/// <see cref="JobAttempt"/> change nothing unless the job is still at that attempt, begun and unfinished. Thread-safe. When the database is out of
/// reach for about ten seconds, they throw <see cref="CatalogUnavailableException"/>.
/// </summary>
public sealed partial class Backlog
{
    private readonly CatalogDatabase _database;
    private readonly ScoreWriter _scores;
    private readonly CatalogOptions _options;
    private readonly ILogger _log;

    internal Backlog(CatalogDatabase database, ScoreWriter scores, IOptions<CatalogOptions> options, ILogger<Backlog> log)
    {
        _database = database;
        _scores = scores;
        _options = options.Value;
        _log = log;
    }

    /// <summary>
    /// Takes up to <paramref name="limit"/> jobs that are due in one queue, oldest first, under a <see cref="Lease.Sent"/> lease. One whose worker
    /// vanished counts a worker crash, and fails as <c>quarantined</c> at the limit instead of being taken. Nothing while the stage is paused.
    /// Safe beside other dispatchers.
    /// </summary>
    public async Task<IReadOnlyList<ClaimedJob>> ClaimAsync(Stage stage, QueuePriority priority, int limit, CancellationToken cancellation)
    {
        DateTime now = _database.Now;
        var rows = await _database.WriteAsync(
            (context, stop) => context.Sql($"""
                WITH due AS MATERIALIZED (
                    SELECT id AS due_id FROM jobs WHERE {JobSql.Active} AND stage = @stage AND priority = @priority AND due_at <= @now
                        AND NOT EXISTS (SELECT 1 FROM stage_switches p WHERE p.stage = @stage AND p.paused_at IS NOT NULL)
                    ORDER BY due_at LIMIT @limit {context.SkipLocked})
                UPDATE jobs SET {JobSql.Loss},
                    lease = CASE WHEN {JobSql.AtLimit} THEN {Lease.None:D} ELSE {Lease.Sent:D} END,
                    due_at = @until
                WHERE id IN (SELECT due_id FROM due)
                RETURNING {JobSql.ClaimedJobColumns}
                """)
                .Set("stage", (short)stage).Set("priority", (short)priority).Set("limit", limit).Set("max_worker_crashes", _options.MaxWorkerCrashes)
                .Set("now", now).Set("until", now.AddSeconds(_options.SentLeaseSeconds))
                .QueryAsync(r => (Job: JobSql.ReadClaimedJob(r, ahead: 1), Taken: r.GetInt16(13) == (short)Lease.Sent), stop),
            cancellation);
        foreach ((ClaimedJob lost, _) in rows.Where(r => !r.Taken))
            LogQuarantined(lost.Attempt.JobId, lost.TrackId, lost.Attempt.Stage);
        return [.. rows.Where(r => r.Taken).Select(r => r.Job)];
    }

    /// <summary>Looks at every queue at once, so that nothing is asked of one that has nothing to send.</summary>
    public Task<IReadOnlyList<QueueSnapshot>> LookAsync(CancellationToken cancellation) => _database.ReadAsync<IReadOnlyList<QueueSnapshot>>(
        async (context, stop) =>
        {
            Statement look = context.Sql($$"""
                WITH q(of_stage, of_priority) AS (VALUES {rows})
                SELECT of_stage, of_priority,
                    (SELECT count(*) FROM jobs WHERE {{JobSql.Active}} AND stage = of_stage AND priority = of_priority AND due_at > @now AND lease <> {{Lease.None:D}}),
                    EXISTS (SELECT 1 FROM jobs WHERE {{JobSql.Active}} AND stage = of_stage AND priority = of_priority AND due_at <= @now)
                        AND NOT EXISTS (SELECT 1 FROM stage_switches p WHERE p.stage = of_stage AND p.paused_at IS NOT NULL)
                FROM q
                """).Set("now", _database.Now);
            foreach (Stage stage in Enum.GetValues<Stage>())
                foreach (QueuePriority priority in Enum.GetValues<QueuePriority>())
                    look.Row((short)stage, (short)priority);
            return await look.QueryAsync(r => new QueueSnapshot((Stage)r.GetInt16(0), (QueuePriority)r.GetInt16(1), (int)r.GetInt64(2), r.GetBoolean(3)), stop);
        },
        cancellation);

    /// <summary>
    /// Begins attempts: those of jobs that are sent, at that attempt's turn, active and not paused. Returns the ones begun; the others are
    /// duplicates, stale, cancelled, or paused (these go back to wait) and must be dropped.
    /// </summary>
    public async Task<IReadOnlyList<ClaimedJob>> BeginAsync(IReadOnlyCollection<JobAttempt> attempts, CancellationToken cancellation)
    {
        if (attempts.Count == 0)
            return [];
        DateTime now = _database.Now;
        var rows = await _database.WriteAsync(
            (context, stop) => Rows(context.Sql($"""
                {JobSql.Attempts(context)}
                UPDATE jobs SET
                    lease = CASE WHEN {JobSql.Paused} THEN {Lease.None:D} ELSE {Lease.Begun:D} END,
                    due_at = CASE WHEN {JobSql.Paused} THEN @now ELSE @until END,
                    attempt = CASE WHEN {JobSql.Paused} THEN attempt ELSE attempt + 1 END,
                    started_at = CASE WHEN {JobSql.Paused} THEN started_at ELSE coalesce(started_at, @now) END,
                    state = CASE WHEN {JobSql.Paused} THEN state WHEN stage = {Stage.Score:D} THEN {JobState.Scoring:D} ELSE {JobState.Featurizing:D} END,
                    stage_progress = 0
                FROM a, locked
                WHERE id = job_id AND id = locked_id AND stage = at_stage AND attempt + 1 = at_attempt AND lease = {Lease.Sent:D} AND {JobSql.Active}
                RETURNING {JobSql.ClaimedJobColumns}
                """), attempts)
                .Set("now", now).Set("until", now.AddSeconds(_options.WorkLeaseSeconds))
                .QueryAsync(r => (Job: JobSql.ReadClaimedJob(r, ahead: 0), Begun: r.GetInt16(13) == (short)Lease.Begun), stop),
            cancellation);
        return [.. rows.Where(r => r.Begun).Select(r => r.Job)];
    }

    /// <summary>Moves the leases on and notes progress (0 to 1 of the stage). Returns those still held; the others must stop.</summary>
    public async Task<IReadOnlyList<JobAttempt>> RenewAsync(
        IReadOnlyCollection<(JobAttempt Attempt, double Progress)> held, CancellationToken cancellation)
    {
        if (held.Count == 0)
            return [];
        return await _database.WriteAsync(
            (context, stop) =>
            {
                Statement renewal = context.Sql($"""
                    {JobSql.Attempts(context, extra: ", progress")}
                    UPDATE jobs SET due_at = @until, stage_progress = progress
                    FROM a, locked
                    WHERE id = job_id AND id = locked_id AND stage = at_stage AND attempt = at_attempt AND lease = {Lease.Begun:D} AND {JobSql.Active}
                    RETURNING id, stage, attempt
                    """).Set("until", _database.Now.AddSeconds(_options.WorkLeaseSeconds));
                foreach ((JobAttempt attempt, double progress) in held)
                    renewal.Row(attempt.JobId, (short)attempt.Stage, attempt.Attempt, double.IsNaN(progress) ? 0 : Math.Clamp(progress, 0, 1));
                return renewal.QueryAsync(r => new JobAttempt(r.GetGuid(0), (Stage)r.GetInt16(1), r.GetInt32(2)), stop);
            },
            cancellation);
    }

    /// <summary>
    /// Writes verdicts and windows of several tracks in one transaction (PostgreSQL: binary COPY into a staging table, then one insert), only for
    /// attempts that are not stale, and finishes their jobs. One row per track, model version and window, ever. Returns the attempts that counted.
    /// </summary>
    public Task<IReadOnlyList<JobAttempt>> ScoresDoneAsync(
        string modelHash, string modelName, IReadOnlyList<string> genres, IReadOnlyCollection<ScoredTrack> tracks, CancellationToken cancellation) =>
        _scores.WriteAsync(modelHash, modelName, genres, tracks, cancellation);

    /// <summary>Takes back claims whose message could not be sent; they are due again after a pause.</summary>
    public async Task UnclaimAsync(IReadOnlyCollection<JobAttempt> attempts, TimeSpan delay, CancellationToken cancellation)
    {
        if (attempts.Count == 0)
            return;
        await _database.WriteAsync(
            (context, stop) => Rows(context.Sql($"""
                {JobSql.Attempts(context)}
                UPDATE jobs SET lease = {Lease.None:D}, due_at = @due
                FROM a, locked
                WHERE id = job_id AND id = locked_id AND stage = at_stage AND attempt + 1 = at_attempt AND lease = {Lease.Sent:D} AND {JobSql.Active}
                """), attempts).Set("due", _database.Now + delay).ExecuteAsync(stop),
            cancellation);
    }

    /// <summary>Frees every lease: for the one process of the embedded form when it starts, as nobody else can hold any. Begun ones counts a worker crash.</summary>
    public Task FreeAllLeasesAsync(CancellationToken cancellation) => _database.WriteAsync(
        (context, stop) => context.Sql($"""
            UPDATE jobs SET {JobSql.Loss}, lease = {Lease.None:D}, due_at = @now WHERE lease <> {Lease.None:D} AND {JobSql.Active}
            """).Set("now", _database.Now).Set("max_worker_crashes", _options.MaxWorkerCrashes).ExecuteAsync(stop),
        cancellation);

    /// <summary>
    /// Has everything that waits to be scored with another model version scored with this one, which is now in use; what is being scored goes on.
    /// Returns how many jobs that were. For the start of a process, as no worker would ever take jobs of a version that is gone.
    /// </summary>
    public Task<int> RetargetAsync(string modelVersion, CancellationToken cancellation) => _database.WriteAsync(
        (context, stop) => context.Sql($"""
            WITH waiting AS MATERIALIZED (
                SELECT id AS waiting_id FROM jobs
                WHERE {JobSql.Active} AND model_version <> @model AND NOT (stage = {Stage.Score:D} AND lease = {Lease.Begun:D})
                ORDER BY id {context.ForUpdate})
            UPDATE jobs SET model_version = @model,
                due_at = CASE WHEN stage = {Stage.Score:D} AND lease = {Lease.Sent:D} THEN @now ELSE due_at END,
                lease = CASE WHEN stage = {Stage.Score:D} THEN {Lease.None:D} ELSE lease END
            WHERE id IN (SELECT waiting_id FROM waiting)
            """).Set("model", modelVersion).Set("now", _database.Now).ExecuteAsync(stop),
        cancellation);

    private static Statement Rows(Statement statement, IReadOnlyCollection<JobAttempt> attempts)
    {
        foreach (JobAttempt attempt in attempts)
            statement.Row(attempt.JobId, (short)attempt.Stage, attempt.Attempt);
        return statement;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {JobId} of track {TrackId} is quarantined: its workers vanished in stage {Stage} again and again")]
    private partial void LogQuarantined(Guid jobId, long trackId, Stage stage);
}
