using System.Diagnostics;
using GetYourMusicStyle.Analysis;
using GetYourMusicStyle.Api.Batches;
using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Catalog.Batches;
using GetYourMusicStyle.Pipeline.Dispatch;
using GetYourMusicStyle.Scoring.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GetYourMusicStyle.Api.Reruns;

/// <summary>Starts stages again over tracks that are there, with the extractor and the model of this process.</summary>
internal sealed class RerunStarter(BatchStore batches, ExtractorVersion extractor, Ensemble ensemble, DispatchSignal signal)
{
    /// <summary>Queues the jobs; the answer is the batch to follow.</summary>
    /// <exception cref="CatalogException">There is no such batch.</exception>
    public async Task<Accepted<BatchJson>> StartAsync(RerunStage stage, bool all, Guid? ofBatch, CancellationToken cancellation)
    {
        var id = await batches.RerunAsync(stage, all, ofBatch, extractor.Name, ensemble.ModelVersion, Activity.Current?.Id, cancellation);
        signal.Set();
        return TypedResults.Accepted(Addresses.Batch(id), BatchJson.Of((await batches.FindAsync(id, cancellation))!));
    }

    /// <summary>Over how many tracks it would go.</summary>
    public Task<RerunCount> CountAsync(RerunStage stage, Guid? ofBatch, CancellationToken cancellation) =>
        batches.CountRerunAsync(stage, ofBatch, extractor.Name, ensemble.ModelVersion, cancellation);
}
