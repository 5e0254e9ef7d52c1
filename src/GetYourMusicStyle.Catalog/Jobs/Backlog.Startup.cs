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
        async (context, stop) => await context.Sql($"""
            UPDATE jobs SET {JobSql.CountWorkerCrash}, lease = {Lease.None:D}, due_at = @now WHERE lease <> {Lease.None:D} AND {JobSql.Active}
            """).Set("now", await context.NowAsync(stop)).Set("max_worker_crashes", _options.MaxLosses).ExecuteAsync(stop),
        cancellation);

    /// <summary>
    /// The database's clock was set back: what would be due later than a lease that begins now, or a pause of <paramref name="longestPause"/>, is due
    /// then. Workers that live renew their leases before.
    /// </summary>
    public Task ClockSetBackAsync(TimeSpan longestPause, CancellationToken cancellation) => _database.WriteAsync(
        async (context, stop) =>
        {
            DateTime now = await context.NowAsync(stop);
            string latest = $"CASE lease WHEN {Lease.Begun:D} THEN @begun WHEN {Lease.Sent:D} THEN @sent ELSE @pause END";
            return await context.Sql($"UPDATE jobs SET due_at = {latest} WHERE {JobSql.Active} AND due_at > {latest}")
                .Set("begun", now.AddSeconds(_options.WorkLeaseSeconds)).Set("sent", now.AddSeconds(_options.SentLeaseSeconds)).Set("pause", now + longestPause)
                .ExecuteAsync(stop);
        },
        cancellation);

    /// <summary>
    /// Has everything that waits to be scored with another model version scored with this one, which is now in use; what is being scored goes on.
    /// Returns how many jobs that were. For the start of a process, as no worker would ever take jobs of a version that is gone.
    /// </summary>
    public Task<int> RetargetAsync(string modelVersion, CancellationToken cancellation) => _database.WriteAsync(
        async (context, stop) => await context.Sql($"""
            WITH waiting AS MATERIALIZED (
                SELECT id AS waiting_id FROM jobs
                WHERE {JobSql.Active} AND model_version <> @model AND NOT (stage = {Stage.Score:D} AND lease = {Lease.Begun:D})
                ORDER BY id {context.ForUpdate})
            UPDATE jobs SET model_version = @model,
                due_at = CASE WHEN stage = {Stage.Score:D} AND lease = {Lease.Sent:D} THEN @now ELSE due_at END,
                lease = CASE WHEN stage = {Stage.Score:D} THEN {Lease.None:D} ELSE lease END
            WHERE id IN (SELECT waiting_id FROM waiting)
            """).Set("model", modelVersion).Set("now", await context.NowAsync(stop)).ExecuteAsync(stop),
        cancellation);
}
