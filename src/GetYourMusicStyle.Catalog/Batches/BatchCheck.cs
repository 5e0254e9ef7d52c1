using GetYourMusicStyle.Catalog.Data;

namespace GetYourMusicStyle.Catalog.Batches;

/// <summary>Checks whether a batch may be added to.</summary>
internal static class BatchCheck
{
    /// <summary>Throws unless the batch is there and not cancelled, and keeps it from being cancelled until the transaction ends.</summary>
    /// <exception cref="CatalogException">The batch is missing or cancelled.</exception>
    public static async Task CheckBatchAsync(this CatalogContext context, Guid id, CancellationToken cancellation)
    {
        List<bool> cancelled = await context.Sql($"SELECT cancelled_at IS NOT NULL FROM batches WHERE id = @id {context.ForShare}")
            .Set("id", id).QueryAsync(r => r.GetBoolean(0), cancellation);
        if (cancelled.Count == 0)
            throw new CatalogException(CatalogFault.NotFound, $"There is no batch {id}.");
        if (cancelled[0])
            throw new CatalogException(CatalogFault.BatchCancelled, $"Batch {id} was cancelled and takes no more tracks.");
    }
}
