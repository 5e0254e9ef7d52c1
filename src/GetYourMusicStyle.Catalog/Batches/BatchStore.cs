using GetYourMusicStyle.Catalog.Data;
using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Catalog.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Catalog.Batches;

/// <summary>
/// Makes, shows, cancels and repeats batches. When the database is out of reach for about ten seconds, its methods throw
/// <see cref="CatalogUnavailableException"/>.
/// </summary>
public sealed partial class BatchStore
{
    // A statement about a whole library may take longer than any other.
    private static readonly TimeSpan _largest = TimeSpan.FromMinutes(10);

    private readonly CatalogDatabase _database;
    private readonly ModelVersionCache _models;
    private readonly CatalogOptions _options;

    internal BatchStore(CatalogDatabase database, ModelVersionCache models, IOptions<CatalogOptions> options)
    {
        _database = database;
        _models = models;
        _options = options.Value;
    }

    /// <summary>A new, empty batch.</summary>
    public Task<Guid> CreateAsync(string? name, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7();
        return _database.WriteAsync(
            async (context, stop) =>
            {
                await InsertAsync(context, id, name, BatchKind.Import, stop);
                return id;
            },
            cancellation);
    }

    /// <summary>Withdraws its unfinished submissions; a job that nobody else wants is cancelled.</summary>
    /// <exception cref="CatalogException">There is no such batch.</exception>
    public Task CancelAsync(Guid id, CancellationToken cancellation) => _database.WriteAsync(
        async (context, stop) =>
        {
            context.Database.SetCommandTimeout(_largest);
            DateTime now = await context.NowAsync(stop);
            if (await context.Batches.Where(b => b.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(b => b.CancelledAt, b => b.CancelledAt ?? now), stop) == 0)
            {
                throw new CatalogException(CatalogFault.NotFound, $"There is no batch {id}.");
            }

            Guid[] jobs = await JobsAsync(context, id, stop);
            Guid[] active = await context.Jobs.Where(j => EF.Parameter(jobs).Contains(j.Id) && j.FinishedAt == null).Select(j => j.Id).ToArrayAsync(stop);
            await context.Submissions.Where(s => s.BatchId == id && s.WithdrawnAt == null && EF.Parameter(active).Contains(s.JobId))
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.WithdrawnAt, now), stop);
            Guid[] wanted = await context.Submissions.Where(s => EF.Parameter(active).Contains(s.JobId) && s.WithdrawnAt == null)
                .Select(s => s.JobId).Distinct().ToArrayAsync(stop);
            Guid[] unwanted = [.. active.Except(wanted)];
            await context.Jobs.Where(j => EF.Parameter(unwanted).Contains(j.Id)).CancelAsync(now, stop);
            return 0;
        },
        cancellation);

    /// <summary>
    /// Queues the failed jobs of a batch again; returns how many. One that a newer job of its kind has replaced meanwhile stays as it is.
    /// </summary>
    /// <exception cref="CatalogException">There is no such batch, or it was cancelled.</exception>
    public Task<int> RetryFailedAsync(Guid id, CancellationToken cancellation) => _database.WriteAsync(
        async (context, stop) =>
        {
            context.Database.SetCommandTimeout(_largest);
            await context.CheckBatchAsync(id, stop);
            Guid[] jobs = await JobsAsync(context, id, stop);
            var failed = await context.Jobs.Where(j => EF.Parameter(jobs).Contains(j.Id) && j.State == JobState.Failed)
                .Select(j => new { j.Id, j.TrackId, j.Kind }).ToListAsync(stop);
            HashSet<(long, JobKind)> replaced = [];
            foreach (var kind in failed.GroupBy(j => j.Kind))
            {
                long[] tracks = [.. kind.Select(j => j.TrackId)];
                replaced.UnionWith((await context.Jobs.Where(j => j.FinishedAt == null && j.Kind == kind.Key && EF.Parameter(tracks).Contains(j.TrackId))
                    .Select(j => j.TrackId).ToListAsync(stop)).Select(t => (t, kind.Key)));
            }

            Guid[] again = [.. failed.Where(j => !replaced.Contains((j.TrackId, j.Kind))).Select(j => j.Id)];
            return await context.Jobs.Where(j => EF.Parameter(again).Contains(j.Id)).ReviveAsync(await context.NowAsync(stop), stop);
        },
        cancellation);

    // The same id again after a commit whose answer was lost is the same batch.
    private static async Task<int> InsertAsync(CatalogContext context, Guid id, string? name, BatchKind kind, CancellationToken cancellation) =>
        await context.Sql("INSERT INTO batches (id, name, kind, created_at) VALUES (@id, @name, @kind, @now) ON CONFLICT DO NOTHING")
            .Set("id", id).Set("name", name.Clean()).Set("kind", (short)kind).Set("now", await context.NowAsync(cancellation)).ExecuteAsync(cancellation);

    /// <summary>
    /// The jobs that a batch still wants, locked. They go on as a list, each statement about one table: joins of what has just been imported, which
    /// statistics do not know yet, would end in plans that compare everything with everything.
    /// </summary>
    private static async Task<Guid[]> JobsAsync(CatalogContext context, Guid id, CancellationToken cancellation)
    {
        Guid[] jobs = await context.Submissions.Where(s => s.BatchId == id && s.WithdrawnAt == null)
            .Select(s => s.JobId).Distinct().ToArrayAsync(cancellation);
        await context.LockJobsAsync(jobs, cancellation);
        return jobs;
    }
}
