using GetYourMusicStyle.Catalog.Data;
using GetYourMusicStyle.Catalog.Model;
using Microsoft.EntityFrameworkCore;

namespace GetYourMusicStyle.Catalog.Sweeping;

/// <summary>
/// Which installation a catalog belongs to. When the database is out of reach for about ten seconds, its methods throw
/// <see cref="CatalogUnavailableException"/>.
/// </summary>
public sealed class InstallationStore
{
    private readonly CatalogDatabase _database;

    internal InstallationStore(CatalogDatabase database) => _database = database;

    /// <summary>The id of the installation; null if the catalog has none yet.</summary>
    public Task<Guid?> FindAsync(CancellationToken cancellation) => _database.ReadAsync(
        (context, stop) => context.Installations.Select(i => (Guid?)i.Id).FirstOrDefaultAsync(stop), cancellation);

    /// <summary>Makes the catalog one of this installation unless it is of one already; returns that which it is of.</summary>
    public Task<Guid> ClaimAsync(Guid id, CancellationToken cancellation) => _database.WriteAsync(
        async (context, stop) =>
        {
            await context.LockAsync("installation", stop);
            if (await context.Installations.FirstOrDefaultAsync(stop) is { } there)
                return there.Id;
            context.Installations.Add(new Installation { Id = id, CreatedAt = await context.NowAsync(stop) });
            await context.SaveChangesAsync(stop);
            return id;
        },
        cancellation);

    /// <summary>Whether the catalog has any track.</summary>
    public Task<bool> HasTracksAsync(CancellationToken cancellation) => _database.ReadAsync((context, stop) => context.Tracks.AnyAsync(stop), cancellation);
}
