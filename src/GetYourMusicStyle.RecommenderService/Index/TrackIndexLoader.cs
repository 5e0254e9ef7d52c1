using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Catalog.Index;
using GetYourMusicStyle.Recommender;
using GetYourMusicStyle.Recommender.Index;

namespace GetYourMusicStyle.RecommenderService.Index;

/// <summary>From the rows of the catalog to an index in memory.</summary>
public static class TrackIndexLoader
{
    /// <summary>
    /// Puts all tracks of a model version into an index, some thousands at a time. What is written meanwhile is among the changes since the mark
    /// that is returned.
    /// </summary>
    /// <param name="index">An index of the genres and the embedding of that version.</param>
    /// <param name="loaded">Receives how many rows have been read.</param>
    /// <exception cref="CatalogUnavailableException">The database is out of reach.</exception>
    public static async Task<IndexMark> FillAsync(
        TrackIndex index, IndexReader reader, IndexScope scope, Action<int>? loaded, CancellationToken cancellation)
    {
        var mark = await reader.MarkAsync(cancellation).ConfigureAwait(false);
        int rows = 0;
        await foreach (var page in reader.AllAsync(scope, cancellation).ConfigureAwait(false))
        {
            index.Upsert([.. page.Select(row => ToIndexedTrack(row, index)).OfType<IndexedTrack>()]);
            loaded?.Invoke(rows += page.Count);
        }
        return mark;
    }

    /// <summary>A row as the index takes it; null if it cannot be compared, as a silent track cannot.</summary>
    /// <param name="index">An index of the model version.</param>
    public static IndexedTrack? ToIndexedTrack(IndexRow row, TrackIndex index)
    {
        var genres = index.Genres;
        if (row.Probabilities is not { } probabilities || probabilities.Length != genres.Count || !Array.TrueForAll(probabilities, p => float.IsFinite(p) && p >= 0)
            || (row.Genre is { } genre && !genres.Contains(genre)))
            return null;
        return new(
            row.TrackId, row.Genre, row.Confidence, row.Uncertain, probabilities, Embedding(row, index.EmbeddingWidth), Summary(row), row.DurationSeconds ?? 0, row.Title, row.Artist, row.Album, row.Path);
    }

    private static float[]? Embedding(IndexRow row, int width) =>
        row.Embedding is { } embedding && embedding.Length == width && AllFinite(embedding) ? embedding : null;

    private static FeatureSummary? Summary(IndexRow row) =>
        row is { Means: { Length: FeatureSummary.Size } means, StandardDeviations: { Length: FeatureSummary.Size } standardDeviations } && AllFinite(means) && AllFinite(standardDeviations)
            ? new(means, standardDeviations)
            : null;

    private static bool AllFinite(float[] values) => Array.TrueForAll(values, float.IsFinite);
}
