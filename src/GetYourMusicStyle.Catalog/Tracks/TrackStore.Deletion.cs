using GetYourMusicStyle.Catalog.Index;
using Microsoft.EntityFrameworkCore;

namespace GetYourMusicStyle.Catalog.Tracks;

/// <summary>How tracks and their leftovers go.</summary>
public sealed partial class TrackStore
{
    /// <summary>Removes a track with its jobs, submissions and scores; returns the hash whose objects are now nobody's, null if there was none.</summary>
    public Task<string?> DeleteAsync(long id, CancellationToken cancellation) => _database.WriteAsync(
        async (context, stop) =>
        {
            string? sha256 = await context.Tracks.Where(t => t.Id == id).Select(t => t.Sha256).FirstOrDefaultAsync(stop);
            if (sha256 is null)
                return null;
            await context.LockAsync(sha256, stop);
            // Jobs before scores: a worker that is just storing some holds its job.
            await context.Sql($"SELECT id FROM jobs WHERE track_id = @id ORDER BY id {context.ForUpdate}").Set("id", id).ExecuteAsync(stop);
            await context.Submissions.Where(s => context.Jobs.Where(j => j.TrackId == id).Select(j => j.Id).Contains(s.JobId)).ExecuteDeleteAsync(stop);
            await context.Jobs.Where(j => j.TrackId == id).ExecuteDeleteAsync(stop);
            await context.WindowScores.Where(w => w.TrackId == id).ExecuteDeleteAsync(stop);
            await context.Sql($"INSERT INTO track_deletions (track_id, change, deleted_at) VALUES (@id, {context.ChangeNumber}, @now) ON CONFLICT DO NOTHING")
                .Set("id", id).Set("now", await context.NowAsync(stop)).ExecuteAsync(stop);
            await context.TrackSummaries.Where(s => s.TrackId == id).ExecuteDeleteAsync(stop);
            await context.TrackFeatureSummaries.Where(s => s.TrackId == id).ExecuteDeleteAsync(stop);
            return await context.Tracks.Where(t => t.Id == id).ExecuteDeleteAsync(stop) > 0 ? sha256 : null;
        },
        cancellation);

    /// <summary>
    /// Forgets that there were tracks which were deleted longer than <see cref="IndexReader.DeletionsKept"/> ago; returns how many. The last one is
    /// remembered, as numbers of changes are counted on from it.
    /// </summary>
    public Task<int> ForgetDeletionsAsync(CancellationToken cancellation) => _database.WriteAsync(
        async (context, stop) => await context.Sql("""
            DELETE FROM track_deletions WHERE deleted_at < @old AND change < (SELECT max(change) FROM track_deletions)
            """).Set("old", await context.NowAsync(stop) - IndexReader.DeletionsKept).ExecuteAsync(stop),
        cancellation);

    /// <summary>
    /// Runs <paramref name="delete"/> if no track has this hash and no upload of it is announced, in such a way that none can come between.
    /// False if it is in use. It may run again when the database fails at the end.
    /// </summary>
    public Task<bool> DeleteOrphanAsync(string sha256, Func<CancellationToken, Task> delete, CancellationToken cancellation) => _database.WriteAsync(
        async (context, stop) =>
        {
            await context.LockAsync(sha256, stop);
            DateTime now = await context.NowAsync(stop);
            if (await context.Tracks.AnyAsync(t => t.Sha256 == sha256, stop)
                || await context.UploadIntents.AnyAsync(i => i.Sha256 == sha256 && i.ExpiresAt > now, stop))
            {
                return false;
            }

            await delete(stop);
            return true;
        },
        cancellation);
}
