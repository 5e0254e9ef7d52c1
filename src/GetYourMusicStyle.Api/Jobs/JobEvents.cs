using GetYourMusicStyle.Api.Events;
using GetYourMusicStyle.Catalog.Jobs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Api.Jobs;

/// <summary>Jobs as they go on.</summary>
internal sealed class JobEvents(JobReader jobs, IOptions<ApiOptions> options, IHostApplicationLifetime lifetime, TimeProvider time)
    : EventFeed<JobJson>(options, lifetime, time)
{
    protected override string Type => "job";

    protected override bool IsFinal(JobJson state) => state.Final;

    protected override async Task<IReadOnlyDictionary<Guid, JobJson>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
        (await jobs.FindAsync(ids, cancellation)).ToDictionary(job => job.Id, JobJson.Of);
}
