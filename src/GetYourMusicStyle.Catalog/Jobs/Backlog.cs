using GetYourMusicStyle.Catalog.Data;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Catalog.Jobs;

/// <summary>
/// The backlog, as the dispatcher and the workers see it. The way of a job: claimed from a queue that has something due, sent, begun by a worker, which
/// renews its lease until the attempt ends in one write (done, failed, given back). Every operation is one transaction; those that carry a
/// <see cref="JobAttempt"/> change nothing unless the job is still at that attempt, begun and unfinished. Thread-safe. When the database is out of
/// reach for about ten seconds, they throw <see cref="CatalogUnavailableException"/>.
/// </summary>
public sealed partial class Backlog
{
    private readonly CatalogDatabase _database;
    private readonly ModelVersionCache _models;
    private readonly CatalogOptions _options;
    private readonly Random _random;
    private readonly ILogger _log;

    internal Backlog(CatalogDatabase database, ModelVersionCache models, IOptions<CatalogOptions> options, Random random, ILogger<Backlog> log)
    {
        _database = database;
        _models = models;
        _options = options.Value;
        _random = random;
        _log = log;
    }

    /// <summary>The state of every queue by one query, so that nothing is claimed from one that has nothing due.</summary>
    public Task<BacklogSnapshot> SnapshotAsync(CancellationToken cancellation) => _database.ReadAsync(
        async (context, stop) =>
        {
            DateTime now = await context.NowAsync(stop);
            Statement query = context.Sql($$"""
                WITH q(of_stage, of_priority) AS (VALUES {rows})
                SELECT of_stage, of_priority,
                    (SELECT count(*) FROM jobs WHERE {{JobSql.Active}} AND stage = of_stage AND priority = of_priority AND due_at > @now AND lease <> {{Lease.None:D}}),
                    EXISTS (SELECT 1 FROM jobs WHERE {{JobSql.Active}} AND stage = of_stage AND priority = of_priority AND due_at <= @now)
                        AND NOT EXISTS (SELECT 1 FROM stage_switches p WHERE p.stage = of_stage AND p.paused_at IS NOT NULL)
                FROM q
                """).Set("now", now);
            foreach (Stage stage in Enum.GetValues<Stage>())
                foreach (QueuePriority priority in Enum.GetValues<QueuePriority>())
                    query.Row((short)stage, (short)priority);
            return new BacklogSnapshot(now, await query.QueryAsync(
                r => new QueueSnapshot((Stage)r.GetInt16(0), (QueuePriority)r.GetInt16(1), (int)r.GetInt64(2), r.GetBoolean(3)), stop));
        },
        cancellation);

    /// <summary>
    /// Takes up to <paramref name="limit"/> jobs that are due in one queue, oldest first, under a <see cref="Lease.Sent"/> lease. One whose worker
    /// was lost counts a crash, and fails as <c>quarantined</c> at the limit instead of being taken. Nothing while the stage is paused.
    /// Safe beside other dispatchers.
    /// </summary>
    /// <param name="sparing">Whether jobs that a worker has begun are left alone though their lease has run out: it may just not have come to renew it.</param>
    public async Task<IReadOnlyList<ClaimedJob>> ClaimAsync(
        Stage stage, QueuePriority priority, int limit, CancellationToken cancellation, bool sparing = false)
    {
        var rows = await _database.WriteAsync(
            async (context, stop) =>
            {
                DateTime now = await context.NowAsync(stop);
                return await context.Sql($"""
                    WITH due AS MATERIALIZED (
                        SELECT id AS due_id FROM jobs WHERE {JobSql.Active} AND stage = @stage AND priority = @priority AND due_at <= @now
                            {(sparing ? $"AND lease <> {Lease.Begun:D}" : "")}
                            AND NOT EXISTS (SELECT 1 FROM stage_switches p WHERE p.stage = @stage AND p.paused_at IS NOT NULL)
                        ORDER BY due_at LIMIT @limit {context.SkipLocked})
                    UPDATE jobs SET {JobSql.CountWorkerCrash},
                        lease = CASE WHEN {JobSql.CrashLimitReached} THEN {Lease.None:D} ELSE {Lease.Sent:D} END,
                        due_at = @until
                    WHERE id IN (SELECT due_id FROM due)
                    RETURNING {JobSql.ClaimedJobColumns}
                    """)
                    .Set("stage", (short)stage).Set("priority", (short)priority).Set("limit", limit).Set("max_worker_crashes", _options.MaxLosses)
                    .Set("now", now).Set("until", now.AddSeconds(_options.SentLeaseSeconds))
                    .QueryAsync(r => (Job: JobSql.ReadClaimedJob(r, ahead: 1), Taken: JobSql.ReadLease(r) == Lease.Sent), stop);
            },
            cancellation);
        foreach ((ClaimedJob quarantined, _) in rows.Where(r => !r.Taken))
            LogQuarantined(quarantined.Attempt.JobId, quarantined.TrackId, quarantined.Attempt.Stage);
        return [.. rows.Where(r => r.Taken).Select(r => r.Job)];
    }

    /// <summary>Takes back claims whose message could not be sent; they are due again after a pause.</summary>
    public async Task UnclaimAsync(IReadOnlyCollection<JobAttempt> attempts, TimeSpan delay, CancellationToken cancellation)
    {
        if (attempts.Count == 0)
            return;
        await _database.WriteAsync(
            async (context, stop) => await Rows(context.Sql($"""
                {JobSql.Attempts(context.ForUpdate)}
                UPDATE jobs SET lease = {Lease.None:D}, due_at = @due
                FROM a, locked
                WHERE id = job_id AND id = locked_id AND stage = at_stage AND attempt + 1 = at_attempt AND lease = {Lease.Sent:D} AND {JobSql.Active}
                """), attempts).Set("due", await context.NowAsync(stop) + delay).ExecuteAsync(stop),
            cancellation);
    }

    /// <summary>
    /// Begins attempts: those of jobs that are sent, at that attempt's turn, active and not paused. Returns the ones begun; the others are
    /// duplicates, stale, cancelled, or paused (these go back to wait) and must be dropped.
    /// </summary>
    public async Task<IReadOnlyList<ClaimedJob>> BeginAsync(IReadOnlyCollection<JobAttempt> attempts, CancellationToken cancellation)
    {
        if (attempts.Count == 0)
            return [];
        var rows = await _database.WriteAsync(
            async (context, stop) =>
            {
                DateTime now = await context.NowAsync(stop);
                return await Rows(context.Sql($"""
                    {JobSql.Attempts(context.ForUpdate)}
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
                    .QueryAsync(r => (Job: JobSql.ReadClaimedJob(r, ahead: 0), Begun: JobSql.ReadLease(r) == Lease.Begun, Now: now), stop);
            },
            cancellation);
        return [.. rows.Where(r => r.Begun).Select(r => r.Job with { Waited = r.Now - r.Job.QueuedAt })];
    }

    private static Statement Rows(Statement statement, IReadOnlyCollection<JobAttempt> attempts)
    {
        foreach (JobAttempt attempt in attempts)
            statement.Row(attempt.JobId, (short)attempt.Stage, attempt.Attempt);
        return statement;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {JobId} of track {TrackId} is quarantined: its workers crashed in stage {Stage} again and again")]
    private partial void LogQuarantined(Guid jobId, long trackId, Stage stage);
}
