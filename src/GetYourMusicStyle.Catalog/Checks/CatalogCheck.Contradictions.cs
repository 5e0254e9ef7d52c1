using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using GetYourMusicStyle.Catalog.Data;
using GetYourMusicStyle.Catalog.Model;

namespace GetYourMusicStyle.Catalog.Checks;

/// <summary>What in the catalog contradicts itself.</summary>
public sealed partial class CatalogCheck
{
    private const long TracksAtOnce = 5000;
    private static readonly TimeSpan _overdue = TimeSpan.FromMinutes(1);

    // Each gives number of the track, id of the job or null, and two numbers for the message. All of tracks from @first to @last, and of @model, the version in use.
    private static readonly (string Kind, string Message, string Sql)[] _rules =
    [
        ("track-without-job", "no job ever had it analysed", $"""
            SELECT t.id, NULL, 0, 0 FROM tracks t WHERE t.id BETWEEN @first AND @last
              AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.track_id = t.id AND j.kind = {JobKind.Classify:D})
            """),
        ("job-stuck", "its lease has run out, and nobody takes it up", $"""
            SELECT j.track_id, j.id, 0, 0 FROM jobs j WHERE j.track_id BETWEEN @first AND @last
              AND j.{JobSql.Active} AND j.lease <> {Lease.None:D} AND j.due_at < @overdue
            """),
        ("lease-left", "it is finished, and a worker holds it", $"""
            SELECT j.track_id, j.id, 0, 0 FROM jobs j WHERE j.track_id BETWEEN @first AND @last
              AND NOT j.{JobSql.Active} AND j.lease <> {Lease.None:D}
            """),
        ("scores-missing", "it is done, and there is no verdict of the model it was scored with", $"""
            SELECT j.track_id, j.id, 0, 0 FROM jobs j WHERE j.track_id BETWEEN @first AND @last
              AND j.state = {JobState.Done:D} AND j.kind IN ({JobKind.Classify:D}, {JobKind.Scores:D}) AND j.model_version IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM track_summaries s JOIN model_versions v ON v.id = s.model_version_id
                              WHERE s.track_id = j.track_id AND v.hash = j.model_version)
            """),
        ("features-not-noted", "it is done, and its track knows of no features", $"""
            SELECT j.track_id, j.id, 0, 0 FROM jobs j JOIN tracks t ON t.id = j.track_id WHERE j.track_id BETWEEN @first AND @last
              AND j.state = {JobState.Done:D} AND t.features_version IS NULL
            """),
        ("windows-missing", "{0} windows of its verdict are stored, of {1}", """
            SELECT s.track_id, NULL, count(w."window"), coalesce(t.window_count, max(w."window") + 1, 0)
            FROM track_summaries s JOIN tracks t ON t.id = s.track_id
            LEFT JOIN window_scores w ON w.track_id = s.track_id AND w.model_version_id = s.model_version_id
            WHERE s.track_id BETWEEN @first AND @last GROUP BY s.track_id, s.model_version_id, t.window_count
            HAVING count(w."window") = 0 OR min(w."window") <> 0 OR max(w."window") + 1 <> count(w."window")
                OR (s.model_version_id = @model AND count(w."window") <> t.window_count)
            """),
        ("windows-without-verdict", "it has windows of a model that gave it no verdict", """
            SELECT DISTINCT w.track_id, NULL, 0, 0 FROM window_scores w WHERE w.track_id BETWEEN @first AND @last
              AND NOT EXISTS (SELECT 1 FROM track_summaries s WHERE s.track_id = w.track_id AND s.model_version_id = w.model_version_id)
            """),
        ("verdict-without-track", "there is a verdict, and no such track", """
            SELECT DISTINCT s.track_id, NULL, 0, 0 FROM track_summaries s WHERE s.track_id BETWEEN @first AND @last
              AND NOT EXISTS (SELECT 1 FROM tracks t WHERE t.id = s.track_id)
            """),
    ];

    /// <summary>Everything that contradicts itself, some thousands of tracks at a time.</summary>
    /// <param name="modelVersion">The model version in use.</param>
    public async IAsyncEnumerable<Contradiction> ContradictionsAsync(string modelVersion, [EnumeratorCancellation] CancellationToken cancellation)
    {
        int model = (await _models.FindAsync(modelVersion, cancellation))?.Id ?? -1;
        long last = await LastTrackAsync(cancellation);
        for (long first = 0; first <= last; first += TracksAtOnce)
        {
            foreach (var (kind, message, sql) in _rules)
            {
                long from = first;
                var found = await _database.ReadAsync(
                    async (context, stop) => await Bind(context.Sql(sql), sql, from, model, await context.NowAsync(stop))
                        .QueryAsync(row => Read(row, kind, message), stop),
                    cancellation);
                foreach (Contradiction one in found)
                    yield return one;
            }
        }
    }

    private static Statement Bind(Statement statement, string sql, long first, int model, DateTime now)
    {
        statement.Set("first", first).Set("last", first + TracksAtOnce - 1);
        if (sql.Contains("@model", StringComparison.Ordinal))
            statement.Set("model", model);
        if (sql.Contains("@overdue", StringComparison.Ordinal))
            statement.Set("overdue", now - _overdue);
        return statement;
    }

    private static Contradiction Read(DbDataReader row, string kind, string message) => new(
        kind, row.GetInt64(0), row.IsDBNull(1) ? null : row.GetGuid(1),
        string.Format(CultureInfo.InvariantCulture, message, row.GetInt64(2), row.GetInt64(3)));

    private async Task<long> LastTrackAsync(CancellationToken cancellation) => (await _database.ReadAsync(
        (context, stop) => context.Sql("""
            SELECT max(last) FROM (SELECT coalesce(max(id), 0) AS last FROM tracks UNION ALL SELECT coalesce(max(track_id), 0) FROM window_scores
                                   UNION ALL SELECT coalesce(max(track_id), 0) FROM track_summaries) AS every
            """).QueryAsync(row => row.GetInt64(0), stop),
        cancellation))[0];
}
