using GetYourMusicStyle.Catalog.Tracks;
using GetYourMusicStyle.Scoring.Models;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Internal;

namespace GetYourMusicStyle.Api.Tracks;

/// <summary>Counts of the catalog, kept for a second, so that many open pages cost one query of the database.</summary>
internal sealed class LibraryCountCache(TrackStore library, Ensemble ensemble, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1);
    private readonly MemoryCache _counts = new(new MemoryCacheOptions { SizeLimit = 100, Clock = new Clock(time) });

    /// <summary>The counts of what a search finds, or of all tracks; only of those in which all these sounds are heard.</summary>
    public Task<LibraryCounts> OfAsync(string? search, string[] sounds, CancellationToken cancellation) => _counts.GetOrCreate((search, string.Join('\n', sounds)), entry =>
    {
        entry.SetSize(1).SetAbsoluteExpiration(Lifetime);
        // Others may wait for it after the one who asked first has gone.
        return library.CountAsync(ensemble.ModelVersion, search, sounds, CancellationToken.None);
    })!.WaitAsync(cancellation);

    public void Dispose() => _counts.Dispose();

    private sealed class Clock(TimeProvider time) : ISystemClock
    {
        public DateTimeOffset UtcNow => time.GetUtcNow();
    }
}
