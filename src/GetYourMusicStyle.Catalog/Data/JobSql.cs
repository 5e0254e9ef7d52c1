using System.Data.Common;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;

namespace GetYourMusicStyle.Catalog.Data;

/// <summary>Conditions and changes of jobs that several operations share.</summary>
internal static class JobSql
{
    /// <summary>Unfinished: queued, featurizing or scoring. A constraint of the table keeps state and time together.</summary>
    public const string Active = "finished_at IS NULL";

    /// <summary>Whether the stage of a row of jobs is paused.</summary>
    public const string Paused =
        "EXISTS (SELECT 1 FROM stage_switches p WHERE p.stage = jobs.stage AND p.paused_at IS NOT NULL)";

    /// <summary>What <see cref="ReadClaimedJob"/> and <see cref="ReadLease"/> read.</summary>
    public const string ClaimedJobColumns =
        "id, stage, attempt, track_id, (SELECT t.sha256 FROM tracks t WHERE t.id = jobs.track_id), "
        + "(SELECT t.size_bytes FROM tracks t WHERE t.id = jobs.track_id), kind, priority, worker_crashes, redo, model_version, trace_parent, queued_at, lease";

    /// <summary>
    /// Attempts given as <c>{rows}</c>, and their jobs locked, by the context's <c>ForUpdate</c>, in the order of their ids, so that no two
    /// transactions wait for each other.
    /// </summary>
    public static string Attempts(string forUpdate, string extra = "") => $$"""
        WITH a(job_id, at_stage, at_attempt{{extra}}) AS (VALUES {rows}),
        locked AS MATERIALIZED (SELECT id AS locked_id FROM jobs WHERE id IN (SELECT job_id FROM a) ORDER BY id {{forUpdate}})
        """;

    /// <summary>The reason why a job failed over which workers crashed too often.</summary>
    public const string Quarantined = "quarantined";

    /// <summary>Whether the worker of a row of jobs has crashed once too often.</summary>
    public static readonly string CrashLimitReached = $"(lease = {Lease.Begun:D} AND worker_crashes + 1 >= @max_worker_crashes)";

    /// <summary>Changes that a lease which ran out while begun causes: a worker crash more, and at the limit the end.</summary>
    public static readonly string CountWorkerCrash = $"""
        worker_crashes = worker_crashes + CASE WHEN lease = {Lease.Begun:D} THEN 1 ELSE 0 END,
        state = CASE WHEN {CrashLimitReached} THEN {JobState.Failed:D} ELSE state END,
        finished_at = CASE WHEN {CrashLimitReached} THEN @now ELSE finished_at END,
        waiting_for = CASE WHEN {CrashLimitReached} THEN NULL ELSE waiting_for END,
        error_code = CASE WHEN {CrashLimitReached} THEN '{Quarantined}' ELSE error_code END,
        error_message = CASE WHEN {CrashLimitReached} THEN 'Workers vanished over this file again and again; it is kept from them.' ELSE error_message END
        """;

    /// <summary>Reads a claimed job whose attempt is the one in the row plus <paramref name="ahead"/>.</summary>
    public static ClaimedJob ReadClaimedJob(DbDataReader row, int ahead) => new(
        new JobAttempt(row.GetGuid(0), (Stage)row.GetInt16(1), row.GetInt32(2) + ahead), row.GetInt64(3), row.GetString(4), row.GetInt64(5),
        (JobKind)row.GetInt16(6), (QueuePriority)row.GetInt16(7), row.GetInt32(8) > 0, row.GetBoolean(9), row.IsDBNull(10) ? null : row.GetString(10),
        row.IsDBNull(11) ? null : row.GetString(11), DateTime.SpecifyKind(row.GetDateTime(12), DateTimeKind.Utc));

    /// <summary>Reads the lease of a claimed job.</summary>
    public static Lease ReadLease(DbDataReader row) => (Lease)row.GetInt16(13);
}
