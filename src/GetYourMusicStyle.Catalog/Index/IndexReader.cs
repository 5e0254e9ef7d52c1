using System.Data.Common;
using System.Runtime.CompilerServices;
using GetYourMusicStyle.Catalog.Data;
using GetYourMusicStyle.Catalog.Model;
using Microsoft.EntityFrameworkCore;

namespace GetYourMusicStyle.Catalog.Index;

/// <summary>
/// Reads the results of one model version for an index in memory: all of them, those of some tracks, and what has changed since a
/// <see cref="IndexMark"/>. Reads only, a bounded number of rows at a time. When the database is out of reach for about ten seconds, its methods
/// throw <see cref="CatalogUnavailableException"/>.
/// </summary>
public sealed class IndexReader
{
    /// <summary>How long deletions are remembered. Who has not asked for changes for longer must read everything again.</summary>
    public static readonly TimeSpan DeletionsKept = TimeSpan.FromDays(7);

    private const int RowsAtOnce = 2000;
    private static readonly string _path =
        $"(SELECT s.path FROM jobs j JOIN submissions s ON s.job_id = j.id WHERE j.track_id = t.id AND j.kind = {JobKind.Classify:D} ORDER BY s.batch_id IS NULL, s.id LIMIT 1)";

    private static readonly string _columns = $"""
        v.track_id, v.genre, v.confidence, v.uncertain, v.probabilities, d.means, d.standard_deviations, t.duration_seconds, t.title, t.artist, t.album,
        coalesce({_path}, t.file_name), v.change, v.embedding
        """;

    private const string Tables = """
        track_summaries v JOIN tracks t ON t.id = v.track_id
        LEFT JOIN track_feature_summaries d ON d.track_id = v.track_id AND d.features_version = @extractor
        """;

    private readonly CatalogDatabase _database;
    private readonly ModelVersionCache _models;

    internal IndexReader(CatalogDatabase database, ModelVersionCache models)
    {
        _database = database;
        _models = models;
    }

    /// <summary>The present moment: to be taken before reading, so that what changes meanwhile is among the changes since.</summary>
    public Task<IndexMark> MarkAsync(CancellationToken cancellation) => _database.ReadAsync(
        async (context, stop) => new IndexMark(
            (await context.Sql($"SELECT {context.ChangeHorizon}").QueryAsync(r => r.GetInt64(0), stop))[0], await context.NowAsync(stop)),
        cancellation);

    /// <summary>
    /// Whether the changes between two marks are all still known. If not, because the first is too old or belongs to another database than the
    /// second (one that was restored), everything must be read again.
    /// </summary>
    public static bool CanFollow(IndexMark since, IndexMark until) =>
        until.Change >= since.Change && until.At - since.At < DeletionsKept - TimeSpan.FromHours(1);

    /// <summary>How many tracks this model version has scored.</summary>
    public async Task<int> CountAsync(string modelVersion, CancellationToken cancellation)
    {
        int model = await ModelAsync(modelVersion, cancellation);
        return await _database.ReadAsync((context, stop) => context.TrackSummaries.CountAsync(s => s.ModelVersionId == model, stop), cancellation);
    }

    /// <summary>All rows in the order of their tracks, some thousands at a time.</summary>
    public async IAsyncEnumerable<IReadOnlyList<IndexRow>> AllAsync(IndexScope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        IReadOnlyList<IndexRow> page;
        for (long after = -1; (page = await PageAsync(scope, after, RowsAtOnce, cancellation)).Count > 0; after = page[^1].TrackId)
            yield return page;
    }

    /// <summary>The rows of the next tracks after one, in the order of their numbers; begin with -1.</summary>
    /// <param name="limit">At most so many, 1 to 10,000.</param>
    public async Task<IReadOnlyList<IndexRow>> PageAsync(IndexScope scope, long after, int limit, CancellationToken cancellation)
    {
        int model = await ModelAsync(scope.ModelVersion, cancellation);
        return await ReadAsync(
            scope, model, "v.track_id > @after ORDER BY v.track_id LIMIT @limit",
            s => s.Set("after", after).Set("limit", Math.Clamp(limit, 1, 10_000)), (row, _) => row, cancellation);
    }

    /// <summary>The rows of some tracks, at most 10,000; those that this model version has not scored, or that were deleted, are left out.</summary>
    public async Task<IReadOnlyList<IndexRow>> FindAsync(IndexScope scope, IReadOnlyCollection<long> tracks, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tracks.Count, 10_000);
        if (tracks.Count == 0)
            return [];
        int model = await ModelAsync(scope.ModelVersion, cancellation);
        return await ReadAsync(
            scope, model, "v.track_id IN (SELECT * FROM (VALUES {rows}) AS wanted)",
            s => tracks.Distinct().Aggregate(s, (statement, track) => statement.Row(track)), (row, _) => row, cancellation);
    }

    /// <summary>
    /// The rows that were written or whose tags were changed from one mark to another, some thousands at a time; each at least once, as it is now.
    /// </summary>
    public async IAsyncEnumerable<IReadOnlyList<IndexRow>> ChangedAsync(
        IndexScope scope, IndexMark since, IndexMark until, [EnumeratorCancellation] CancellationToken cancellation)
    {
        int model = await ModelAsync(scope.ModelVersion, cancellation);
        (long change, long track) = (since.Change, -1);
        while (true)
        {
            IReadOnlyList<(IndexRow Row, long Change)> page = await ReadAsync(
                scope, model, "v.change < @until AND (v.change, v.track_id) > (@change, @track) ORDER BY v.change, v.track_id LIMIT @limit",
                s => s.Set("until", until.Change).Set("change", change).Set("track", track).Set("limit", RowsAtOnce), (row, at) => (row, at), cancellation);
            if (page.Count == 0)
                yield break;
            yield return [.. page.Select(p => p.Row)];
            (change, track) = (page[^1].Change, page[^1].Row.TrackId);
        }
    }

    /// <summary>The tracks that were deleted from one mark to another, some thousands at a time.</summary>
    public async IAsyncEnumerable<IReadOnlyList<long>> DeletedAsync(
        IndexMark since, IndexMark until, [EnumeratorCancellation] CancellationToken cancellation)
    {
        (long change, long track) = (since.Change, -1);
        while (true)
        {
            List<(long Track, long Change)> page = await _database.ReadAsync(
                (context, stop) => context.Sql("""
                    SELECT track_id, change FROM track_deletions
                    WHERE change < @until AND (change, track_id) > (@change, @track) ORDER BY change, track_id LIMIT @limit
                    """).Set("until", until.Change).Set("change", change).Set("track", track).Set("limit", RowsAtOnce)
                    .QueryAsync(r => (r.GetInt64(0), r.GetInt64(1)), stop),
                cancellation);
            if (page.Count == 0)
                yield break;
            yield return page.ConvertAll(p => p.Track);
            (track, change) = page[^1];
        }
    }

    // A version that has not scored yet may do so at any time.
    private async Task<int> ModelAsync(string modelVersion, CancellationToken cancellation) =>
        (await _models.FindAsync(modelVersion, cancellation))?.Id ?? -1;

    private Task<IReadOnlyList<T>> ReadAsync<T>(
        IndexScope scope, int model, string condition, Func<Statement, Statement> set, Func<IndexRow, long, T> map, CancellationToken cancellation) =>
        _database.ReadAsync<IReadOnlyList<T>>(
            async (context, stop) => await set(context.Sql($"SELECT {_columns} FROM {Tables} WHERE v.model_version_id = @model AND {condition}"))
                .Set("model", model).Set("extractor", scope.FeaturesVersion)
                .QueryAsync(r => map(Row(context, r), r.GetInt64(12)), stop),
            cancellation);

    private static IndexRow Row(CatalogContext context, DbDataReader row) => new(
        row.GetInt64(0), Text(row, 1), row.GetDouble(2), row.GetBoolean(3), context.ReadVector(row, 4), context.ReadVector(row, 5), context.ReadVector(row, 6),
        row.IsDBNull(7) ? null : row.GetDouble(7), Text(row, 8), Text(row, 9), Text(row, 10), row.GetString(11))
    {
        Embedding = context.ReadVector(row, 13),
    };

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
