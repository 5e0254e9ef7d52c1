using GetYourMusicStyle.Catalog.Data;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;

namespace GetYourMusicStyle.Catalog.Jobs;

/// <summary>What a starting process puts right.</summary>
public sealed partial class Backlog
{
    /// <summary>
    /// Frees every lease: for the one process of the embedded form when it starts, as nobody else can hold any. Those begun count a worker crash.
    /// </summary>
    public Task FreeAllLeasesAsync(CancellationToken cancellation) => _database.WriteAsync(
        (context, stop) => context.Sql($"""
            UPDATE jobs SET {JobSql.CountWorkerCrash}, lease = {Lease.None:D}, due_at = @now WHERE lease <> {Lease.None:D} AND {JobSql.Active}
            """).Set("now", _database.Now).Set("max_worker_crashes", _options.MaxLosses).ExecuteAsync(stop),
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
}
