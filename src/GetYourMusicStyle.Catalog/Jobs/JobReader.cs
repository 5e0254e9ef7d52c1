using GetYourMusicStyle.Catalog.Data;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using Microsoft.EntityFrameworkCore;

namespace GetYourMusicStyle.Catalog.Jobs;

/// <summary>A job as it is shown.</summary>
/// <param name="Progress">Over all stages, 0 to 1.</param>
/// <param name="WaitingFor">The server that it waits for while that is away; see <see cref="Job.WaitingFor"/>.</param>
/// <param name="Attempt">How often a worker began a stage of it; see <see cref="Job.Attempt"/>.</param>
public sealed record JobView(
    Guid Id, long TrackId, string Sha256, JobKind Kind, JobState State, double Progress, int Attempt, string? ErrorCode, string? ErrorMessage,
    DateTime CreatedAt, DateTime? StartedAt, DateTime? FinishedAt, string? WaitingFor = null);

/// <summary>Finds and cancels jobs.</summary>
public sealed class JobReader
{
    private readonly CatalogDatabase _database;

    internal JobReader(CatalogDatabase database) => _database = database;

    /// <summary>A job; null if there is none.</summary>
    /// <exception cref="CatalogUnavailableException">The database is out of reach.</exception>
    public async Task<JobView?> FindAsync(Guid id, CancellationToken cancellation)
    {
        Job? job = await _database.ReadAsync(
            (context, stop) => context.Jobs.Include(j => j.Track).FirstOrDefaultAsync(j => j.Id == id, stop), cancellation);
        return View(job);
    }

    /// <summary>Those jobs of several that there are, in no order.</summary>
    /// <exception cref="CatalogUnavailableException">The database is out of reach.</exception>
    public Task<IReadOnlyList<JobView>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
        _database.ReadAsync<IReadOnlyList<JobView>>(
            async (context, stop) =>
            {
                List<JobView> views = [];
                foreach (Guid[] some in ids.Chunk(500))
                    views.AddRange((await context.Jobs.Include(j => j.Track).Where(j => some.Contains(j.Id)).ToListAsync(stop)).Select(job => View(job)!));
                return views;
            },
            cancellation);

    /// <summary>The latest job that analyses a track, whole or only its scores; null if there is none.</summary>
    /// <exception cref="CatalogUnavailableException">The database is out of reach.</exception>
    public async Task<JobView?> LatestAsync(long trackId, CancellationToken cancellation) => View(await _database.ReadAsync(
        (context, stop) => context.Jobs.Include(j => j.Track).Where(j => j.TrackId == trackId && (j.Kind == JobKind.Classify || j.Kind == JobKind.Scores))
            .OrderByDescending(j => j.CreatedAt).FirstOrDefaultAsync(stop),
        cancellation));

    /// <summary>Cancels a job for everyone; no effect on a finished one.</summary>
    /// <exception cref="CatalogException">There is no such job.</exception>
    public Task CancelAsync(Guid id, CancellationToken cancellation) => _database.WriteAsync(
        async (context, stop) =>
        {
            int cancelled = await context.Jobs.Where(j => j.Id == id).CancelAsync(await context.NowAsync(stop), stop);
            return cancelled > 0 || await context.Jobs.AnyAsync(j => j.Id == id, stop)
                ? cancelled
                : throw new CatalogException(CatalogFault.NotFound, $"There is no job {id}.");
        },
        cancellation);

    private static JobView? View(Job? job) => job is null
        ? null
        : new JobView(
            job.Id, job.TrackId, job.Track!.Sha256, job.Kind, job.State, Progress(job), job.Attempt, job.ErrorCode, job.ErrorMessage,
            job.CreatedAt, job.StartedAt, job.FinishedAt, job.WaitingFor);

    // Decoding and features take most of the time. A job that has just been queued shows none, also if it starts at its second stage.
    private static double Progress(Job job) => (job.State, job.Kind, job.Stage) switch
    {
        (JobState.Done, _, _) => 1,
        (JobState.Queued, _, _) => 0,
        (_, JobKind.Features, _) => job.StageProgress,
        (_, JobKind.Spectrograms, Stage.Featurize) => 0.5 * job.StageProgress,
        (_, JobKind.Spectrograms, _) => 0.5 + (0.5 * job.StageProgress),
        (_, _, Stage.Featurize) => 0.8 * job.StageProgress,
        _ => 0.8 + (0.2 * job.StageProgress),
    };
}
