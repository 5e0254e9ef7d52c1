using GetYourMusicStyle.Catalog.Batches;
using GetYourMusicStyle.Catalog.Tracks;
using GetYourMusicStyle.Pipeline.Objects;
using GetYourMusicStyle.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Pipeline.Sweeping;

/// <summary>
/// Removes from the object store what belongs to no track (deleted ones, uploads that never got into the catalog) and what interrupted
/// uploads left. An upload under way has announced its hash and is left alone; the catalog makes sure that none can come in between.
/// </summary>
public sealed partial class Sweeper(
    IObjectStore store, SubmissionStore submissions, TrackStore library, IOptions<SweepOptions> options, TimeProvider clock, ILogger<Sweeper> logger)
    : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var interval = TimeSpan.FromHours(options.Value.IntervalHours);
        var pause = interval / 10;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = interval;
            try
            {
                await SweepAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailure(error);
            }
            catch (OperationCanceledException) { }
        }
    }

    /// <summary>Sweeps once; returns how many objects were removed. Objects are checked one after the other: it may take its time.</summary>
    /// <exception cref="StorageException">The store cannot be reached or refuses; what was removed so far stays so.</exception>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        int removed = 0;
        var olderThan = clock.GetUtcNow() - TimeSpan.FromHours(options.Value.OrphanHours);
        foreach (string prefix in ObjectKeys.Prefixes)
        {
            string? lastKept = null;
            await foreach (var one in store.ListAsync(prefix, cancellation).ConfigureAwait(false))
            {
                if (one.ModifiedAt > olderThan || ObjectKeys.HashOf(one.Key) is not { } sha256 || sha256 == lastKept)
                    continue;
                if (await submissions.FindAsync(sha256, cancellation).ConfigureAwait(false) is null
                    && await library.DeleteOrphanAsync(sha256, stop => store.DeleteAsync(one.Key, stop), cancellation).ConfigureAwait(false))
                {
                    removed++;
                    LogRemoved(one.Key);
                }
                else
                {
                    lastKept = sha256;
                }
            }
        }
        int parts = await store.SweepPartsAsync(TimeSpan.FromHours(options.Value.PartHours), cancellation).ConfigureAwait(false);
        if (removed + parts > 0)
            LogSwept(removed, parts);
        return removed + parts;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Removed {Key}, which belongs to no track")]
    private partial void LogRemoved(string key);

    [LoggerMessage(Level = LogLevel.Information, Message = "Swept the object store: {Objects} objects of no track, {Parts} parts of interrupted uploads")]
    private partial void LogSwept(int objects, int parts);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sweeping the object store failed; it is tried again later")]
    private partial void LogFailure(Exception error);
}
