using GetYourMusicStyle.Api.Events;
using GetYourMusicStyle.Catalog.Batches;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Api.Batches;

/// <summary>Batches as they go on.</summary>
internal sealed class BatchEvents(BatchStore batches, IOptions<ApiOptions> options, IHostApplicationLifetime lifetime, TimeProvider time)
    : EventFeed<BatchJson>(options, lifetime, time)
{
    protected override string Type => "batch";

    protected override bool IsFinal(BatchJson state) => state.Final;

    protected override async Task<IReadOnlyDictionary<Guid, BatchJson>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        var found = new Dictionary<Guid, BatchJson>();
        foreach (var id in ids)
        {
            if (await batches.FindAsync(id, cancellation) is { } batch)
                found.Add(id, BatchJson.Of(batch));
        }
        return found;
    }
}
