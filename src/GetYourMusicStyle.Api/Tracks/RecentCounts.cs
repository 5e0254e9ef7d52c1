using GetYourMusicStyle.Catalog.Tracks;
using GetYourMusicStyle.Scoring;
using Microsoft.Extensions.Caching.Memory;

namespace GetYourMusicStyle.Api.Tracks;

/// <summary>Counts of the catalog, kept for a second, so that many open pages cost one look at the database.</summary>
internal sealed class RecentCounts(TrackStore library, Ensemble ensemble) : IDisposable
{
    private static readonly TimeSpan _kept = TimeSpan.FromSeconds(1);
    private readonly MemoryCache _recent = new(new MemoryCacheOptions { SizeLimit = 100 });

    /// <summary>The counts of what a search finds, or of all tracks.</summary>
    public Task<LibraryCounts> OfAsync(string? search, CancellationToken cancellation) => _recent.GetOrCreate(search ?? "", entry =>
    {
        entry.SetSize(1).SetAbsoluteExpiration(_kept);
        // Others may wait for it after the one who asked first has gone.
        return library.CountAsync(ensemble.ModelVersion, search, CancellationToken.None);
    })!.WaitAsync(cancellation);

    public void Dispose() => _recent.Dispose();
}
