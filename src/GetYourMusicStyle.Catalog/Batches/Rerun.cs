using GetYourMusicStyle.Catalog.Data;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;

namespace GetYourMusicStyle.Catalog.Batches;

/// <summary>Queues a stage again over many tracks, in a few statements however many there are.</summary>
internal sealed class Rerun(
    RerunStage stage, bool all, Guid? ofBatch, Guid batch, string extractor, string model, int modelId, string? traceParent,
    CatalogOptions options, DateTime now)
{
    // From so many new jobs on, the statistics are brought up to date.
    private const int ManyRows = 1000;

    private readonly JobKind _kind = stage switch
    {
        RerunStage.Features => JobKind.Features,
        RerunStage.Spectrograms => JobKind.Spectrograms,
        _ => JobKind.Scores,
    };

    private readonly Stage _stage = stage switch
    {
        RerunStage.Features => Stage.Featurize,
        RerunStage.Spectrograms => Stage.Spectrograms,
        _ => Stage.Score,
    };

    public async Task QueueAsync(CatalogContext context, CancellationToken cancellation)
    {
        await context.LockAsync("rerun", cancellation);
        await context.Sql("CREATE TEMP TABLE rerun_tracks (track_id bigint PRIMARY KEY, path text NOT NULL)").ExecuteAsync(cancellation);
        await Fill(context.Sql($"""
            INSERT INTO rerun_tracks (track_id, path) SELECT t.id, {(ofBatch is null ? "t.file_name" : "s.path")} FROM {Tracks} WHERE {Wanted}
            """)).ExecuteAsync(cancellation);
        await context.AnalyzeAsync("rerun_tracks", cancellation);
        int added = await Fill(context.Sql($"""
            INSERT INTO jobs (id, track_id, kind, stage, priority, state, lease, due_at, queued_at, attempt, worker_crashes, retries, stage_progress, redo,
                model_version, trace_parent, created_at)
            SELECT {context.NewId}, t.id, {_kind:D},
                CASE WHEN t.features_version = @extractor THEN {_stage:D} ELSE {Stage.Featurize:D} END,
                CASE WHEN t.size_bytes > @slow OR t.duration_seconds > @slow_seconds THEN {QueuePriority.Slow:D} ELSE {QueuePriority.Bulk:D} END,
                {JobState.Queued:D}, {Lease.None:D}, @now, @now, 0, 0, 0, 0, @redo, @scored_with, @trace, @now
            FROM rerun_tracks r JOIN tracks t ON t.id = r.track_id WHERE true ORDER BY t.id
            ON CONFLICT DO NOTHING
            """))
            .Set("slow", options.SlowFileBytes).Set("slow_seconds", options.SlowAudioSeconds).Set("redo", all).Set("trace", traceParent).Set("id_time", context.IdTime(now))
            .Set("scored_with", _kind == JobKind.Scores ? model : null)
            .ExecuteAsync(cancellation);
        if (added > ManyRows)
            await context.AnalyzeAsync("jobs", cancellation);

        // Jobs that were there already must not be cancelled between being found and being joined.
        if (context.ForUpdate.Length > 0)
            await context.Sql($"SELECT id FROM jobs WHERE {Joined} ORDER BY id {context.ForUpdate}").ExecuteAsync(cancellation);
        if (_kind == JobKind.Scores)
            await context.Sql(Retarget).Set("now", now).Set("model", model).ExecuteAsync(cancellation);
        await context.Sql($"""
            INSERT INTO submissions (job_id, track_id, batch_id, path, path_key, created_at)
            SELECT j.id, r.track_id, @batch, r.path, 0, @now
            FROM rerun_tracks r JOIN jobs j ON j.track_id = r.track_id AND j.kind = {_kind:D} AND j.{JobSql.Active}
            WHERE true
            ON CONFLICT DO NOTHING
            """).Set("batch", batch).Set("now", now).ExecuteAsync(cancellation);
        await context.Sql("DROP TABLE rerun_tracks").ExecuteAsync(cancellation);
    }

    /// <summary>How many tracks it would run over as things are.</summary>
    public async Task<int> CountAsync(CatalogContext context, CancellationToken cancellation) => (int)(await Fill(
        context.Sql($"SELECT count(*) FROM {Tracks} WHERE {Wanted}")).QueryAsync(r => r.GetInt64(0), cancellation))[0];

    private string Tracks => ofBatch is null
        ? "tracks t"
        : "tracks t JOIN (SELECT track_id, min(path) AS path FROM submissions WHERE batch_id = @of AND withdrawn_at IS NULL GROUP BY track_id) s"
            + " ON s.track_id = t.id";

    private string Joined => $"kind = {_kind:D} AND {JobSql.Active} AND track_id IN (SELECT track_id FROM rerun_tracks)";

    // An active job that was to score with another version is taken from whoever scores with that; the attempt makes that result stale.
    private string Retarget => $"""
        UPDATE jobs SET model_version = @model,
            attempt = attempt + CASE WHEN stage = {Stage.Score:D} AND lease = {Lease.Begun:D} THEN 1 ELSE 0 END,
            due_at = CASE WHEN stage = {Stage.Score:D} AND lease <> {Lease.None:D} THEN @now ELSE due_at END,
            lease = CASE WHEN stage = {Stage.Score:D} THEN {Lease.None:D} ELSE lease END
        WHERE {Joined} AND model_version <> @model
        """;

    private string Wanted => all ? "true" : $"""
        {Missing} AND NOT EXISTS (SELECT 1 FROM jobs c WHERE c.track_id = t.id AND c.kind = {JobKind.Classify:D} AND (c.state = {JobState.Cancelled:D}
            OR (c.state = {JobState.Failed:D} AND c.stage = {Stage.Featurize:D} AND c.retries <= @max_retries)
            OR {Coming}))
        """;

    private string Missing => stage switch
    {
        RerunStage.Features => "t.features_version IS DISTINCT FROM @extractor",
        RerunStage.Spectrograms => "t.spectrogram_images_version IS DISTINCT FROM @extractor",
        _ => "NOT EXISTS (SELECT 1 FROM track_summaries v WHERE v.track_id = t.id AND v.model_version_id = @model_id)",
    };

    // The import is still at it and will bring the very thing.
    private string Coming => stage switch
    {
        RerunStage.Features => $"(c.{JobSql.Active} AND c.stage = {Stage.Featurize:D})",
        RerunStage.Spectrograms => "false",
        _ => $"(c.{JobSql.Active} AND c.model_version = @model)",
    };

    private Statement Fill(Statement statement) => statement
        .Set("now", now).Set("extractor", extractor).Set("model", model).Set("model_id", modelId)
        .Set("max_retries", options.MaxRetries).Set("of", ofBatch);
}
