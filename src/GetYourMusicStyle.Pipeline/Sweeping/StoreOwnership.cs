using GetYourMusicStyle.Catalog.Sweeping;
using GetYourMusicStyle.Pipeline.Objects;
using GetYourMusicStyle.Storage;

namespace GetYourMusicStyle.Pipeline.Sweeping;

/// <summary>
/// Whether what is in the store is this catalog's to remove. A new store and a new catalog become each other's; so do a store and a catalog from
/// before there were marks, if most audio there has its track here. Whatever else has no mark, or another's, is left alone. Thread-safe.
/// </summary>
public sealed class StoreOwnership(IObjectStore store, InstallationStore installations, OrphanStore orphans)
{
    private const int Sample = 1000;
    private const string Adopt = "If it is this catalog's, and the catalog is whole, say so with gyms doctor --adopt; if not, give this installation a bucket or folder of its own.";

    private readonly OwnersMark _mark = new(store);

    /// <summary>Why nothing may be removed from the store, in a line for people; null if it is this catalog's. Marks both if they are new.</summary>
    /// <exception cref="Catalog.CatalogUnavailableException">The catalog cannot be reached.</exception>
    /// <exception cref="StorageException">The store cannot be reached or refuses.</exception>
    public async Task<string?> ObjectionAsync(CancellationToken cancellation)
    {
        Guid? marked;
        try
        {
            marked = await _mark.ReadAsync(cancellation);
        }
        catch (ObjectDamagedException e)
        {
            return $"It cannot be told whose the object store is: {e.Message} {Adopt}";
        }
        var here = await installations.FindAsync(cancellation);
        if (marked is not null && marked == here)
            return null;
        if (marked is not null && here is not null)
            return $"The object store is that of another installation ({marked}; this one is {here}). {Adopt}";
        if (await UnknownAsync(cancellation) is { } unknown)
            return marked is null
                ? $"The object store has audio and no owner's mark, and {unknown}. {Adopt}"
                : $"The object store is that of an installation ({marked}), the catalog of none yet, and {unknown}. {Adopt}";
        Guid ours = await installations.ClaimAsync(marked ?? Guid.NewGuid(), cancellation);
        if (marked is null)
            await _mark.WriteAsync(ours, cancellation);
        return marked is null || marked == ours ? null : $"The object store is that of another installation ({marked}; this one is {ours}). {Adopt}";
    }

    /// <summary>Makes the store this catalog's, whatever its mark says.</summary>
    /// <returns>The installation whose it was, if it had a mark; and whose it is.</returns>
    public async Task<(Guid? Before, Guid Now)> AdoptAsync(CancellationToken cancellation)
    {
        Guid? before = null;
        try
        {
            before = await _mark.ReadAsync(cancellation);
        }
        catch (ObjectDamagedException) { }
        Guid now = await installations.ClaimAsync(Guid.NewGuid(), cancellation);
        await _mark.WriteAsync(now, cancellation);
        return (before, now);
    }

    // What says that the store is not this catalog's; null where nothing does.
    private async Task<string?> UnknownAsync(CancellationToken cancellation)
    {
        var hashes = new HashSet<string>();
        await foreach (var one in store.ListAsync(ObjectKeys.AudioPrefix, cancellation))
        {
            if (ObjectKeys.HashOf(one.Key) is { } sha256 && hashes.Add(sha256) && hashes.Count == Sample)
                break;
        }
        if (hashes.Count == 0)
            return null;
        int unknown = hashes.Count - (await orphans.InUseAsync(hashes, cancellation)).Count;
        return 2 * unknown > hashes.Count ? $"the catalog knows nothing of {unknown} of {hashes.Count} files there" : null;
    }
}
