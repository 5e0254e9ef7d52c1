using GetYourMusicStyle.Catalog.Sweeping;
using GetYourMusicStyle.Catalog.Tracks;
using GetYourMusicStyle.Pipeline.Objects;
using GetYourMusicStyle.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Pipeline.Sweeping;

/// <summary>
/// Removes from the object store what belongs to no track (uploads that never got into the catalog, what a deletion left) and what interrupted uploads
/// left: first noted, removed only after <see cref="SweepOptions.TrashDays"/>, only from a store that is this catalog's, and never when it would be a large
/// part of it. An upload under way has announced its hash and is left alone; the catalog makes sure that none can come in between.
/// </summary>
public sealed partial class Sweeper(
    IObjectStore store, StoreOwnership ownership, OrphanStore orphans, InstallationStore installations, TrackStore library,
    IOptions<SweepOptions> options, TimeProvider clock, ILogger<Sweeper> logger) : BackgroundService
{
    // A mark that is so old was made in another time: it is of a catalog that was restored, or the server stood still. Its object is given the period again.
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(2);

    private string? _objection;

    /// <summary>Why nothing is removed from the store, in a line for people; null if nothing is in the way. For the health of the process.</summary>
    /// <exception cref="StorageException">The store cannot be reached or refuses.</exception>
    public async Task<string?> ObjectionAsync(CancellationToken cancellation) => await ownership.ObjectionAsync(cancellation).ConfigureAwait(false) ?? _objection;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var interval = TimeSpan.FromHours(options.Value.IntervalHours);
        var pause = interval / 10;
        await CheckOwnerAsync(stoppingToken).ConfigureAwait(false);
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
        _objection = null;
        if ((await ownership.ObjectionAsync(cancellation).ConfigureAwait(false) ?? (_objection = await NoteAsync(cancellation).ConfigureAwait(false))) is { } reason)
        {
            LogRefused(reason);
            return 0;
        }
        int removed = await EmptyTrashAsync(cancellation).ConfigureAwait(false);
        int parts = await store.SweepPartsAsync(TimeSpan.FromHours(options.Value.PartHours), cancellation).ConfigureAwait(false);
        if (removed + parts > 0)
            LogSwept(removed, parts);
        return removed + parts;
    }

    // Marks a new store and a new catalog as each other's at once, or says at once what is wrong.
    private async Task CheckOwnerAsync(CancellationToken cancellation)
    {
        try
        {
            if (await ownership.ObjectionAsync(cancellation).ConfigureAwait(false) is { } reason)
                LogRefused(reason);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            LogFailure(error);
        }
        catch (OperationCanceledException) { }
    }

    // Notes what belongs to no track, and forgets what does again. Says why the trash must not be emptied, if so.
    private async Task<string?> NoteAsync(CancellationToken cancellation)
    {
        var survey = new StoreSurvey(store, orphans, clock.GetUtcNow() - TimeSpan.FromHours(options.Value.OrphanHours));
        await survey.RunAsync(cancellation).ConfigureAwait(false);
        if (survey.NewlyFound > 0)
            LogNoted(survey.NewlyFound, options.Value.TrashDays);
        if (survey.Orphaned > 0 && !await installations.HasTracksAsync(cancellation).ConfigureAwait(false))
            return $"The catalog has no tracks, and the object store has {survey.Orphaned} files of tracks; restore the catalog, or empty the store by hand.";
        return survey.Orphaned > Math.Max(20, options.Value.MaxShare * survey.Files)
            ? $"{survey.Orphaned} of {survey.Files} files in the object store belong to no track, more than Sweep:MaxShare ({options.Value.MaxShare}) allows. If the catalog is an old one that was restored, upload the files again; if they may go, raise Sweep:MaxShare for one sweep."
            : null;
    }

    private async Task<int> EmptyTrashAsync(CancellationToken cancellation)
    {
        int removed = 0;
        var period = TimeSpan.FromDays(options.Value.TrashDays);
        await orphans.RenewAsync((2 * period) + Forgotten, cancellation).ConfigureAwait(false);
        foreach (string key in await orphans.DueAsync(period, cancellation).ConfigureAwait(false))
        {
            if (ObjectKeys.HashOf(key) is not { } sha256)
                continue;
            if (await library.DeleteOrphanAsync(sha256, stop => store.DeleteAsync(key, stop), cancellation).ConfigureAwait(false))
            {
                removed++;
                LogRemoved(key);
            }
            await orphans.ForgetAsync([key], cancellation).ConfigureAwait(false);
        }
        return removed;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Removed {Key}, which belongs to no track")]
    private partial void LogRemoved(string key);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Objects} objects of the store belong to no track; they are removed if that is still so in {Days} days")]
    private partial void LogNoted(int objects, double days);

    [LoggerMessage(Level = LogLevel.Information, Message = "Swept the object store: {Objects} objects of no track, {Parts} parts of interrupted uploads")]
    private partial void LogSwept(int objects, int parts);

    [LoggerMessage(Level = LogLevel.Error, Message = "NOTHING IS SWEPT from the object store. {Reason}")]
    private partial void LogRefused(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sweeping the object store failed; it is tried again later")]
    private partial void LogFailure(Exception error);
}
