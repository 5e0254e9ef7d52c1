using GetYourMusicStyle.Catalog.Data;
using GetYourMusicStyle.Catalog.Model;
using Microsoft.EntityFrameworkCore;

namespace GetYourMusicStyle.Catalog.Jobs;

/// <summary>What becomes of jobs while a server that their stage needs is away. An outage is nobody's fault, and ends no job however long it is.</summary>
public sealed partial class Backlog
{
    private const double MaxWaitSeconds = 60;

    /// <summary>
    /// A server that the stage needs is away: the job waits, says for what, and is tried again after pauses that grow with the time it has been in the
    /// stage, up to a minute, or when <see cref="EndOutageAsync"/> is called. It does not count as a retry.
    /// </summary>
    public Task WaitAsync(JobAttempt attempt, string waitingFor, CancellationToken cancellation) => _database.WriteAsync(
        async (context, stop) =>
        {
            IQueryable<Job> job = context.Jobs.At(attempt);
            var before = await job.Select(j => new { j.WaitingFor, j.QueuedAt }).FirstOrDefaultAsync(stop);
            if (before is null)
                return 0;
            DateTime now = await context.NowAsync(stop);
            double first = Math.Min(_options.RetrySeconds, MaxWaitSeconds);
            double pause = before.WaitingFor is null ? first : Math.Clamp((now - before.QueuedAt).TotalSeconds / 4, first, MaxWaitSeconds);
            return await job.WaitAsync(waitingFor, now.AddSeconds(Jitter(pause)), stop);
        },
        cancellation);

    /// <summary>A server is back: everything that waits for it is due. Returns how many jobs that were.</summary>
    public Task<int> EndOutageAsync(string waitingFor, CancellationToken cancellation) => _database.WriteAsync(
        async (context, stop) =>
        {
            DateTime now = await context.NowAsync(stop);
            return await context.Sql($"""
                WITH waiting AS MATERIALIZED (
                    SELECT id AS waiting_id FROM jobs
                    WHERE waiting_for = @server AND lease = {Lease.None:D} AND due_at > @now AND {JobSql.Active} ORDER BY id {context.ForUpdate})
                UPDATE jobs SET due_at = @now WHERE id IN (SELECT waiting_id FROM waiting)
                """).Set("server", waitingFor).Set("now", now).ExecuteAsync(stop);
        },
        cancellation);

    private double Jitter(double seconds) => seconds * (0.75 + (0.5 * _random.NextDouble()));
}
