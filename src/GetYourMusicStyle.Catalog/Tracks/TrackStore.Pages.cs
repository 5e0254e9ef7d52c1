using System.Data.Common;
using System.Globalization;
using GetYourMusicStyle.Catalog.Data;
using GetYourMusicStyle.Catalog.Model;
using Microsoft.EntityFrameworkCore;

namespace GetYourMusicStyle.Catalog.Tracks;

/// <summary>Lists of tracks.</summary>
public sealed partial class TrackStore
{
    /// <summary>The largest <see cref="TrackQuery.Skip"/>.</summary>
    public const int MaxSkip = 1_000_000;

    /// <summary>
    /// Part of a list of tracks with the verdict of <paramref name="modelVersion"/>, keyset-paged: what follows the position <paramref name="after"/>.
    /// </summary>
    /// <param name="limit">At most so many, 1 to 500.</param>
    /// <exception cref="ArgumentException">The position is one of another order.</exception>
    public async Task<TrackPage> PageAsync(string modelVersion, TrackQuery query, TrackPosition? after, int limit, CancellationToken cancellation)
    {
        if (after is not null && after.Sort != query.Sort)
            throw new ArgumentException($"A position in a list by {after.Sort} is none in a list by {query.Sort}.", nameof(after));
        limit = Math.Clamp(limit, 1, 500);
        ModelVersion? model = await _models.FindAsync(modelVersion, cancellation);
        TrackSearch search = new(query.Search, query.Sounds);
        if (search.FindsNothing)
            return new TrackPage([], null);
        return await _database.ReadAsync(
            async (context, stop) =>
            {
                TrackPosition[] positions = await PositionsAsync(context, query, search, model?.Id ?? -1, after, limit, stop);
                long[] ids = [.. positions.Select(p => p.Id)];
                int modelId = model?.Id ?? -1;
                Dictionary<long, Track> tracks = await context.Tracks.Where(t => ids.Contains(t.Id)).ToDictionaryAsync(t => t.Id, stop);
                Dictionary<long, TrackSummary> summaries = await context.Verdicts
                    .Where(s => s.ModelVersionId == modelId && ids.Contains(s.TrackId)).ToDictionaryAsync(s => s.TrackId, stop);
                TrackView[] views = [.. ids.Where(tracks.ContainsKey)
                    .Select(id => summaries.TryGetValue(id, out TrackSummary? summary) ? new TrackView(tracks[id], summary, model) : new(tracks[id], null, null))];
                return new TrackPage(views, positions.Length == limit ? positions[^1] : null);
            },
            cancellation);
    }

    private static async Task<TrackPosition[]> PositionsAsync(
        CatalogContext context, TrackQuery query, TrackSearch search, int model, TrackPosition? after, int limit, CancellationToken cancellation)
    {
        var order = new TrackOrder(context, query, search);
        int skip = Math.Clamp(query.Skip, 0, MaxSkip);
        List<TrackPosition> positions = [];
        bool withoutKey = after is { Key: null, Sort: not TrackSort.Added };
        if (!withoutKey)
        {
            positions = await Statement(order.WithKey(after is not null), limit, skip).QueryAsync(ReadPosition, cancellation);
            // What is left to skip after the first range.
            if (positions.Count == 0 && skip > 0 && order.HasKeyless)
            {
                Statement counting = Statement($"SELECT count(*) FROM ({order.WithKey(after is not null)}) k", skip, 0);
                skip -= (await counting.QueryAsync(r => Convert.ToInt32(r.GetValue(0), CultureInfo.InvariantCulture), cancellation))[0];
            }
            else
            {
                skip = 0;
            }
        }

        if (order.HasKeyless && positions.Count < limit)
            positions.AddRange(await Statement(order.WithoutKey(withoutKey), limit - positions.Count, skip).QueryAsync(ReadPosition, cancellation));
        return [.. positions];

        TrackPosition ReadPosition(DbDataReader row) => new(query.Sort, row.IsDBNull(1) ? null : row.GetValue(1), row.GetInt64(0));

        Statement Statement(string sql, int rows, int passed)
        {
            Statement statement = context.Sql(sql).Set("model", model).Set("limit", rows).Set("skip", passed);
            if (query.Genre is not null)
                statement.Set("genre", query.Genre);
            if (after is not null)
                statement.Set("id", after.Id);
            if (after?.Key is { } key)
                statement.Set("key", key);
            return search.Set(context, statement);
        }
    }
}
