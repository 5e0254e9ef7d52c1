using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using GetYourMusicStyle.Catalog.Data;
using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Catalog.Keys;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Catalog.Batches;

/// <summary>A file as it was uploaded.</summary>
public sealed record UploadedFile(string Sha256, long SizeBytes, string FileName, string MediaType)
{
    /// <summary>The API key it came with, which is charged for it; null where there was none.</summary>
    public Guid? KeyId { get; init; }
}

/// <summary>What became of a submission.</summary>
/// <param name="Queued">Whether work was queued by it: a new track, or a failed or cancelled one revived.</param>
public sealed record SubmissionResult(Guid JobId, long TrackId, JobState State, bool Queued);

/// <summary>Takes tracks in. The same bytes are one track and one job, however often and however simultaneously they come.</summary>
public sealed class SubmissionStore
{
    private static readonly TimeSpan _announcementValidity = TimeSpan.FromHours(1);
    private readonly CatalogDatabase _database;
    private readonly CatalogOptions _options;

    internal SubmissionStore(CatalogDatabase database, IOptions<CatalogOptions> options)
    {
        _database = database;
        _options = options.Value;
    }

    /// <summary>Announces that bytes of this hash are about to be put into the store, so that the sweeper keeps off for an hour.</summary>
    /// <exception cref="CatalogUnavailableException">The database is out of reach.</exception>
    public Task<Guid> AnnounceAsync(string sha256, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7();
        return _database.WriteAsync(
            async (context, stop) =>
            {
                DateTime now = await context.NowAsync(stop);
                await context.Sql($"""
                    DELETE FROM upload_intents WHERE id IN (SELECT id FROM upload_intents WHERE expires_at < @now LIMIT 20 {context.SkipLocked})
                    """).Set("now", now).ExecuteAsync(stop);
                await context.LockAsync(sha256, stop);
                await context.Sql("INSERT INTO upload_intents (id, sha256, expires_at) VALUES (@id, @sha, @expires) ON CONFLICT DO NOTHING")
                    .Set("id", id).Set("sha", sha256).Set("expires", now + _announcementValidity).ExecuteAsync(stop);
                return id;
            },
            cancellation);
    }

    /// <summary>
    /// Registers bytes that are safely stored: finds or makes the track and its classification job, revives a failed or cancelled one, adds the
    /// submission, ends the announcement. Without a batch it goes through the interactive queue (and moves a bulk job there), else through bulk;
    /// very large files, and tracks known to be long, take the slow queue.
    /// </summary>
    /// <exception cref="CatalogException">The batch is missing or cancelled.</exception>
    /// <exception cref="CatalogUnavailableException">The database is out of reach.</exception>
    public Task<SubmissionResult> SubmitAsync(
        UploadedFile file, string path, Guid? batchId, Guid? announcement, string modelVersion, string? traceParent, CancellationToken cancellation) =>
        _database.WriteAsync(
            async (context, stop) =>
            {
                await context.LockAsync(file.Sha256, stop);
                if (batchId is { } batch)
                    await context.CheckBatchAsync(batch, stop);
                Track? track = await context.Tracks.FirstOrDefaultAsync(t => t.Sha256 == file.Sha256, stop);
                DateTime now = await context.NowAsync(stop);
                if (track is null)
                {
                    track = new Track
                    {
                        Sha256 = file.Sha256,
                        SizeBytes = file.SizeBytes,
                        FileName = file.FileName.Clean()!,
                        MediaType = file.MediaType.Clean()!,
                        CreatedAt = now,
                    };
                    context.Tracks.Add(track);
                    await context.SaveChangesAsync(stop);
                }

                SubmissionResult result = await JoinAsync(context, track, now, path, batchId, file.KeyId, modelVersion, traceParent, stop);
                if (file.KeyId is { } key)
                    await context.ChargeAsync(key, file.SizeBytes, 0, now, stop);
                if (announcement is not null)
                    await context.UploadIntents.Where(i => i.Id == announcement).ExecuteDeleteAsync(stop);
                return result;
            },
            cancellation);

    /// <summary>The track with these bytes, if it is in the catalog.</summary>
    /// <exception cref="CatalogUnavailableException">The database is out of reach.</exception>
    public Task<Track?> FindAsync(string sha256, CancellationToken cancellation) => _database.ReadAsync(
        (context, stop) => context.Tracks.FirstOrDefaultAsync(t => t.Sha256 == sha256, stop), cancellation);

    /// <summary>As <see cref="SubmitAsync"/>, for bytes that are already here; null if they are not.</summary>
    /// <exception cref="CatalogException">The batch is missing or cancelled.</exception>
    /// <exception cref="CatalogUnavailableException">The database is out of reach.</exception>
    public Task<SubmissionResult?> JoinAsync(
        string sha256, string path, Guid? batchId, string modelVersion, string? traceParent, CancellationToken cancellation) =>
        _database.WriteAsync(
            async (context, stop) =>
            {
                await context.LockAsync(sha256, stop);
                if (batchId is { } batch)
                    await context.CheckBatchAsync(batch, stop);
                Track? track = await context.Tracks.FirstOrDefaultAsync(t => t.Sha256 == sha256, stop);
                return track is null
                    ? null
                    : await JoinAsync(context, track, await context.NowAsync(stop), path, batchId, null, modelVersion, traceParent, stop);
            },
            cancellation);

    private async Task<SubmissionResult> JoinAsync(
        CatalogContext context, Track track, DateTime now, string path, Guid? batchId, Guid? keyId, string modelVersion, string? traceParent,
        CancellationToken cancellation)
    {
        bool slow = track.SizeBytes > _options.SlowFileBytes || track.DurationSeconds > _options.SlowAudioSeconds;
        QueuePriority priority = slow ? QueuePriority.Slow : batchId is null ? QueuePriority.Interactive : QueuePriority.Bulk;
        string classification = $"SELECT * FROM jobs WHERE track_id = {{0}} AND kind = {JobKind.Classify:D} {context.ForUpdate}";
        Job? job = (await context.Jobs.FromSqlRaw(classification, track.Id).ToListAsync(cancellation)).SingleOrDefault();
        bool queued = true;
        if (job is null)
        {
            job = new Job
            {
                Id = Guid.CreateVersion7(),
                TrackId = track.Id,
                Priority = priority,
                DueAt = now,
                QueuedAt = now,
                ModelVersion = modelVersion,
                KeyId = keyId,
                TraceParent = traceParent,
                CreatedAt = now,
            };
            context.Jobs.Add(job);
            await context.SaveChangesAsync(cancellation);
        }
        else if (job.State is JobState.Failed or JobState.Cancelled)
        {
            IQueryable<Job> ended = context.Jobs.Where(j => j.Id == job.Id);
            await ended.ReviveAsync(now, cancellation);
            await ended.ExecuteUpdateAsync(
                set => set.SetProperty(j => j.Priority, priority).SetProperty(j => j.ModelVersion, modelVersion).SetProperty(j => j.TraceParent, traceParent)
                    .SetProperty(j => j.KeyId, keyId),
                cancellation);
            job.State = JobState.Queued;
        }
        else
        {
            queued = false;
            if (job.FinishedAt is null && priority == QueuePriority.Interactive && job.Priority == QueuePriority.Bulk)
                await PromoteAsync(context, job, now, cancellation);
        }

        await context.Sql("""
            INSERT INTO submissions (job_id, track_id, batch_id, path, path_key, created_at) VALUES (@job, @track, @batch, @path, @key, @now)
            ON CONFLICT DO NOTHING
            """)
            .Set("job", job.Id).Set("track", track.Id).Set("batch", batchId).Set("path", path.Clean()).Set("key", PathKey(path)).Set("now", now)
            .ExecuteAsync(cancellation);
        return new SubmissionResult(job.Id, track.Id, job.State, queued);
    }

    // A message in the bulk queue is overtaken by one in the interactive queue; whichever comes first begins the attempt, the other is dropped.
    private static Task<int> PromoteAsync(CatalogContext context, Job job, DateTime now, CancellationToken cancellation) =>
        context.Jobs.Where(j => j.Id == job.Id).ExecuteUpdateAsync(
            set => set.SetProperty(j => j.Priority, QueuePriority.Interactive)
                .SetProperty(j => j.DueAt, j => j.Lease == Lease.Sent ? now : j.DueAt)
                .SetProperty(j => j.Lease, j => j.Lease == Lease.Sent ? Lease.None : j.Lease),
            cancellation);

    private static long PathKey(string path) => BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(path)));
}
