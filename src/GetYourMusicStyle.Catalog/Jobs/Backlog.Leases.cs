using GetYourMusicStyle.Catalog.Data;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;

namespace GetYourMusicStyle.Catalog.Jobs;

/// <summary>
/// How leases are kept, and what becomes of one that ran out under a worker that lives: it was paused, or cut off. A crash is counted when such a job is
/// claimed, as nothing else tells a dead worker from a silent one; a worker that comes back takes it back.
/// </summary>
public sealed partial class Backlog
{
    // Claimed again after its lease had run out while begun, and not begun since: only a crash of this very attempt can have been the last one counted,
    // as a revived job has none.
    private static readonly string _runOut = $"(lease = {Lease.Sent:D} AND worker_crashes > 0)";

    /// <summary>
    /// Moves the leases on and notes progress (0 to 1 of the stage). One that has run out is taken up again, and the crash that was counted for it taken
    /// back, unless another worker has begun the job meanwhile. Returns the attempts that hold their job; the others must stop.
    /// </summary>
    public async Task<IReadOnlyList<JobAttempt>> RenewAsync(
        IReadOnlyCollection<(JobAttempt Attempt, double Progress)> held, CancellationToken cancellation)
    {
        if (held.Count == 0)
            return [];
        return await _database.WriteAsync(
            async (context, stop) =>
            {
                Statement renewal = context.Sql($"""
                    {JobSql.Attempts(context.ForUpdate, extra: ", progress")}
                    UPDATE jobs SET due_at = @until, stage_progress = progress, lease = {Lease.Begun:D},
                        worker_crashes = worker_crashes - CASE WHEN lease = {Lease.Begun:D} THEN 0 ELSE 1 END
                    FROM a, locked
                    WHERE id = job_id AND id = locked_id AND stage = at_stage AND attempt = at_attempt AND {JobSql.Active}
                        AND (lease = {Lease.Begun:D} OR {_runOut})
                    RETURNING id, stage, attempt
                    """).Set("until", (await context.NowAsync(stop)).AddSeconds(_options.WorkLeaseSeconds));
                foreach ((JobAttempt attempt, double progress) in held)
                    renewal.Row(attempt.JobId, (short)attempt.Stage, attempt.Attempt, double.IsNaN(progress) ? 0 : Math.Clamp(progress, 0, 1));
                return await renewal.QueryAsync(r => new JobAttempt(r.GetGuid(0), (Stage)r.GetInt16(1), r.GetInt32(2)), stop);
            },
            cancellation);
    }

    /// <summary>
    /// A worker has lost an attempt and is alive: the crash that was counted for it is taken back, and a job that was quarantined by it waits again.
    /// To be told once an attempt, when the worker has stopped working on it. Without effect on a job that was cancelled, or has left the stage.
    /// </summary>
    public Task ReturnAsync(JobAttempt attempt, CancellationToken cancellation) => _database.WriteAsync(
        async (context, stop) => await Rows(context.Sql($"""
            {JobSql.Attempts(context.ForUpdate)}
            UPDATE jobs SET worker_crashes = worker_crashes - 1,
                state = CASE WHEN {JobSql.Active} THEN state ELSE {JobState.Queued:D} END,
                due_at = CASE WHEN {JobSql.Active} THEN due_at ELSE @now END,
                queued_at = CASE WHEN {JobSql.Active} THEN queued_at ELSE @now END,
                error_code = NULL, error_message = NULL, finished_at = NULL
            FROM a, locked
            WHERE id = job_id AND id = locked_id AND stage = at_stage AND attempt >= at_attempt AND worker_crashes > 0
                AND ({JobSql.Active} OR (attempt = at_attempt AND error_code = '{JobSql.Quarantined}'
                    AND NOT EXISTS (SELECT 1 FROM jobs o WHERE o.track_id = jobs.track_id AND o.kind = jobs.kind AND o.{JobSql.Active})))
            """), [attempt]).Set("now", await context.NowAsync(stop)).ExecuteAsync(stop),
        cancellation);
}
