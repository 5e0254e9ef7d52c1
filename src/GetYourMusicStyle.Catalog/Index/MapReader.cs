using GetYourMusicStyle.Catalog.Data;

namespace GetYourMusicStyle.Catalog.Index;

/// <summary>What a map of the library shows of one track.</summary>
public sealed record MapRow(long TrackId, string? Genre, double Confidence, float[] Probabilities, float[]? Embedding);

/// <summary>Reads results of one model version for a map: a sample that is spread evenly over the library, without texts. Silent tracks are left out.</summary>
public sealed class MapReader
{
    // Multiples of the golden ratio, in 65,536 steps: the numbers of tracks are spread evenly, and a smaller share is a part of a larger one.
    private const int Steps = 65_536;
    private const int Golden = 40_503;

    private readonly CatalogDatabase _database;
    private readonly ModelVersionCache _models;

    internal MapReader(CatalogDatabase database, ModelVersionCache models)
    {
        _database = database;
        _models = models;
    }

    /// <summary>All tracks if there are no more than <paramref name="limit"/>, else about as many, the same ones each time; in the order of their numbers.</summary>
    /// <param name="limit">1 to 50,000.</param>
    public async Task<(int Total, IReadOnlyList<MapRow> Rows)> SampleAsync(string modelVersion, int limit, CancellationToken cancellation)
    {
        if (await _models.FindAsync(modelVersion, cancellation) is not { } model)
            return (0, []);
        return await _database.ReadAsync(
            async (context, stop) =>
            {
                int total = (int)(await context.Sql("SELECT count(*) FROM track_summaries WHERE model_version_id = @model").Set("model", model.Id)
                    .QueryAsync(r => r.GetInt64(0), stop))[0];
                long share = total <= limit ? Steps : (long)limit * Steps / total;
                return (total, await ReadAsync(context, model.Id, $"AND (track_id * {Golden}) % {Steps} < @share", s => s.Set("share", share), limit, stop));
            },
            cancellation);
    }

    /// <summary>The tracks that came first, at most <paramref name="limit"/>.</summary>
    public async Task<IReadOnlyList<MapRow>> FirstAsync(string modelVersion, int limit, CancellationToken cancellation) =>
        await _models.FindAsync(modelVersion, cancellation) is { } model
            ? await _database.ReadAsync((context, stop) => ReadAsync(context, model.Id, "", s => s, limit, stop), cancellation)
            : [];

    private static async Task<IReadOnlyList<MapRow>> ReadAsync(
        CatalogContext context, int model, string condition, Func<Statement, Statement> set, int limit, CancellationToken cancellation) =>
        await set(context.Sql($"""
            SELECT track_id, genre, confidence, probabilities, embedding FROM track_summaries
            WHERE model_version_id = @model AND probabilities IS NOT NULL {condition} ORDER BY track_id LIMIT @limit
            """)).Set("model", model).Set("limit", limit)
            .QueryAsync(r => new MapRow(r.GetInt64(0), r.IsDBNull(1) ? null : r.GetString(1), r.GetDouble(2), context.ReadVector(r, 3)!, context.ReadVector(r, 4)), cancellation);
}
