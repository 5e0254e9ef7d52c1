using GetYourMusicStyle.Catalog.Model;
using Microsoft.EntityFrameworkCore;

namespace GetYourMusicStyle.Catalog.Batches;

/// <summary>How a stage is run again over many tracks.</summary>
public sealed partial class BatchStore
{
    /// <summary>
    /// Runs a stage again over the tracks of a batch, or of the whole catalog: only where its results (of this extractor, of this model
    /// version) are missing, or everywhere. Returns the batch to follow. What is missing leaves out tracks whose import was cancelled, is about to
    /// deliver the same, or failed for good over the audio itself. A track that already has an active job of the kind shares it.
    /// </summary>
    /// <exception cref="CatalogException">There is no such batch.</exception>
    public async Task<Guid> RerunAsync(
        RerunStage stage, bool all, Guid? ofBatch, string extractorVersion, string modelVersion, string? traceParent, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7();
        int model = (await _models.FindAsync(modelVersion, cancellation))?.Id ?? -1;
        return await _database.WriteAsync(
            async (context, stop) =>
            {
                context.Database.SetCommandTimeout(_largest);
                if (ofBatch is not null && !await context.Batches.AnyAsync(b => b.Id == ofBatch, stop))
                    throw new CatalogException(CatalogFault.NotFound, $"There is no batch {ofBatch}.");
                await InsertAsync(context, id, $"{NameOf(stage)} again, {(all ? "all" : "missing only")}", BatchKind.Rerun, stop);
                var rerun = new Rerun(stage, all, ofBatch, id, extractorVersion, modelVersion, model, traceParent, _options, await context.NowAsync(stop));
                await rerun.QueueAsync(context, stop);
                return id;
            },
            cancellation);
    }

    /// <summary>
    /// Over how many tracks a re-run would go as things are: where results are missing, and everywhere. A batch that is not there has none.
    /// </summary>
    public async Task<RerunCount> CountRerunAsync(
        RerunStage stage, Guid? ofBatch, string extractorVersion, string modelVersion, CancellationToken cancellation)
    {
        int model = (await _models.FindAsync(modelVersion, cancellation))?.Id ?? -1;
        return await _database.ReadAsync(
            async (context, stop) =>
            {
                DateTime now = await context.NowAsync(stop);
                Rerun Over(bool all) => new(stage, all, ofBatch, Guid.Empty, extractorVersion, modelVersion, model, null, _options, now);
                return new RerunCount(await Over(all: false).CountAsync(context, stop), await Over(all: true).CountAsync(context, stop));
            },
            cancellation);
    }

    private static string NameOf(RerunStage stage) => stage switch
    {
        RerunStage.Features => "Analysis",
        RerunStage.Spectrograms => "Pictures",
        _ => "Scoring",
    };
}
