using GetYourMusicStyle.Catalog.Data;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using Microsoft.EntityFrameworkCore;

namespace GetYourMusicStyle.Catalog.Jobs;

/// <summary>A stage's queue as it is shown.</summary>
/// <param name="Waiting">Active jobs of the stage that no worker has begun; counted up to a million.</param>
/// <param name="InFlight">Jobs that workers are at.</param>
/// <param name="WaitingForServers">Jobs of the stage that wait for a server that is away.</param>
/// <param name="DoneLastMinute">Jobs that left the stage in the last minute, for the rate.</param>
public sealed record StageView(Stage Stage, DateTime? PausedAt, int Waiting, int InFlight, int DoneLastMinute, int WaitingForServers = 0);

/// <summary>Shows, pauses and resumes stages.</summary>
public sealed class StageControl
{
    private static readonly string Priorities = string.Join(", ", Enum.GetValues<QueuePriority>().Select(p => p.ToString("D")));

    // The backlog's index alone answers the first part. A job that came from the feature stage within the minute has finished since, or its DueAt
    // is no older than that: both are ranges of an index.
    private static readonly string _counts = $"""
        SELECT count(*) - coalesce(sum(begun), 0), coalesce(sum(begun), 0),
            (SELECT count(*) FROM jobs WHERE finished_at > @minute_ago AND stage = @stage AND state <> {JobState.Cancelled:D}),
            (SELECT count(*) FROM jobs WHERE waiting_for IS NOT NULL AND stage = @stage)
        FROM (SELECT CASE WHEN lease = {Lease.Begun:D} THEN 1 ELSE 0 END AS begun
            FROM jobs WHERE {JobSql.Active} AND stage = @stage LIMIT 1000000) AS backlog
        """;

    private static readonly string _passedOn = $"""
        SELECT (SELECT count(*) FROM jobs WHERE finished_at > @minute_ago AND stage <> {Stage.Featurize:D}
                AND queued_at > @minute_ago AND queued_at > started_at)
            + (SELECT count(*) FROM jobs WHERE {JobSql.Active} AND stage IN ({Stage.Score:D}, {Stage.Spectrograms:D}) AND priority IN ({Priorities})
                AND due_at > @minute_ago AND queued_at > @minute_ago AND queued_at > started_at)
        """;

    private readonly CatalogDatabase _database;

    internal StageControl(CatalogDatabase database) => _database = database;

    /// <summary>All stages.</summary>
    /// <exception cref="CatalogUnavailableException">The database is out of reach.</exception>
    public Task<IReadOnlyList<StageView>> ListAsync(CancellationToken cancellation) => _database.ReadAsync<IReadOnlyList<StageView>>(
        async (context, stop) =>
        {
            DateTime minuteAgo = (await context.NowAsync(stop)).AddMinutes(-1);
            List<StageView> views = [];
            foreach (StageSwitch stage in await context.StageSwitches.OrderBy(s => s.Stage).ToListAsync(stop))
            {
                (int waiting, int inFlight, int done, int forServers) = (await context.Sql(_counts)
                    .Set("stage", (short)stage.Stage).Set("minute_ago", minuteAgo)
                    .QueryAsync(r => ((int)r.GetInt64(0), (int)r.GetInt64(1), (int)r.GetInt64(2), (int)r.GetInt64(3)), stop))[0];
                if (stage.Stage == Stage.Featurize)
                    done += (await context.Sql(_passedOn).Set("minute_ago", minuteAgo).QueryAsync(r => (int)r.GetInt64(0), stop))[0];
                views.Add(new StageView(stage.Stage, stage.PausedAt, waiting, inFlight, done, forServers));
            }

            return views;
        },
        cancellation);

    /// <summary>Holds a stage: what has begun is finished, nothing more is begun.</summary>
    /// <exception cref="CatalogUnavailableException">The database is out of reach.</exception>
    public Task PauseAsync(Stage stage, CancellationToken cancellation) => SetAsync(stage, paused: true, cancellation);

    /// <summary>Lets a stage run.</summary>
    /// <exception cref="CatalogUnavailableException">The database is out of reach.</exception>
    public Task ResumeAsync(Stage stage, CancellationToken cancellation) => SetAsync(stage, paused: false, cancellation);

    private Task<int> SetAsync(Stage stage, bool paused, CancellationToken cancellation) => _database.WriteAsync(
        async (context, stop) =>
        {
            DateTime? pausedAt = paused ? await context.NowAsync(stop) : null;
            return await context.StageSwitches.Where(s => s.Stage == stage).ExecuteUpdateAsync(
                set => set.SetProperty(s => s.PausedAt, s => pausedAt == null ? null : s.PausedAt ?? pausedAt), stop);
        },
        cancellation);
}
