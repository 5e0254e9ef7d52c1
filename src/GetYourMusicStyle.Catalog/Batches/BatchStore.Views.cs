using GetYourMusicStyle.Catalog.Data;
using GetYourMusicStyle.Catalog.Model;
using Microsoft.EntityFrameworkCore;

namespace GetYourMusicStyle.Catalog.Batches;

/// <summary>How batches are shown.</summary>
public sealed partial class BatchStore
{
    private static readonly string _counts = $"""
        SELECT CASE WHEN s.withdrawn_at IS NULL THEN j.state ELSE {JobState.Cancelled:D} END,
            CASE WHEN s.withdrawn_at IS NULL AND j.state = {JobState.Failed:D} THEN j.error_code END,
            count(*),
            sum(CASE WHEN j.finished_at > @minute_ago AND j.finished_at >= s.created_at THEN 1 ELSE 0 END)
        FROM submissions s JOIN jobs j ON j.id = s.job_id
        WHERE s.batch_id = @id
        GROUP BY 1, 2
        """;

    /// <summary>A batch; null if there is none.</summary>
    public Task<BatchView?> FindAsync(Guid id, CancellationToken cancellation) => _database.ReadAsync(
        async (context, stop) => await context.Batches.FirstOrDefaultAsync(b => b.Id == id, stop) is { } batch
            ? await ViewAsync(context, batch, stop)
            : null,
        cancellation);

    /// <summary>The newest batches, keyset-paged: those older than <paramref name="before"/>.</summary>
    public Task<IReadOnlyList<BatchView>> ListAsync(Guid? before, int limit, CancellationToken cancellation) =>
        _database.ReadAsync<IReadOnlyList<BatchView>>(
            async (context, stop) =>
            {
                IQueryable<Batch> batches = before is null
                    ? context.Batches
                    : context.Batches.FromSqlRaw("SELECT * FROM batches WHERE id < {0}", before);
                List<BatchView> views = [];
                foreach (Batch batch in await batches.OrderByDescending(b => b.Id).Take(limit).ToListAsync(stop))
                    views.Add(await ViewAsync(context, batch, stop));
                return views;
            },
            cancellation);

    /// <summary>Failed tracks of a batch with their reasons.</summary>
    public Task<IReadOnlyList<FailedSubmission>> FailuresAsync(Guid id, int limit, CancellationToken cancellation) =>
        _database.ReadAsync<IReadOnlyList<FailedSubmission>>(
            async (context, stop) => await context.Submissions.Where(s => s.BatchId == id && s.WithdrawnAt == null)
                .Join(context.Jobs.Where(j => j.State == JobState.Failed), s => s.JobId, j => j.Id, (s, j) => new { s, j })
                .OrderBy(p => p.s.JobId).ThenBy(p => p.s.PathKey).Take(limit)
                .Select(p => new FailedSubmission(p.s.Path, p.j.Id, p.j.ErrorCode ?? "unknown", p.j.ErrorMessage ?? "")).ToListAsync(stop),
            cancellation);

    private static async Task<BatchView> ViewAsync(CatalogContext context, Batch batch, CancellationToken cancellation)
    {
        DateTime now = await context.NowAsync(cancellation);
        var rows = await context.Sql(_counts).Set("id", batch.Id).Set("minute_ago", now.AddMinutes(-1)).QueryAsync(
            r => (State: (JobState)r.GetInt16(0), Error: r.IsDBNull(1) ? null : r.GetString(1), Count: (int)r.GetInt64(2), Recent: (int)r.GetInt64(3)),
            cancellation);
        Dictionary<JobState, int> counts = Enum.GetValues<JobState>()
            .ToDictionary(s => s, s => rows.Where(r => r.State == s).Sum(r => r.Count));
        int recent = rows.Where(r => r.State is JobState.Done or JobState.Failed).Sum(r => r.Recent);
        double rate = recent / Math.Clamp((now - batch.CreatedAt).TotalSeconds, 1, 60);
        int left = counts[JobState.Queued] + counts[JobState.Featurizing] + counts[JobState.Scoring];
        return new BatchView(
            batch.Id, batch.Name, batch.Kind, batch.CreatedAt, batch.CancelledAt, rows.Sum(r => r.Count), counts, rate,
            left == 0 ? 0 : rate > 0 ? left / rate : null,
            rows.Where(r => r.State == JobState.Failed).GroupBy(r => r.Error ?? "unknown").ToDictionary(g => g.Key, g => g.Sum(r => r.Count)));
    }
}
