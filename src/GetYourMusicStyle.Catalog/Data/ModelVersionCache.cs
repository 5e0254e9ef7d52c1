using System.Collections.Concurrent;
using GetYourMusicStyle.Catalog.Model;
using Microsoft.EntityFrameworkCore;

namespace GetYourMusicStyle.Catalog.Data;

/// <summary>Model versions by hash. Their rows never change, so each is read once a process.</summary>
internal sealed class ModelVersionCache(CatalogDatabase database)
{
    private readonly ConcurrentDictionary<string, ModelVersion> _known = new();

    /// <summary>The version with this hash; null if it has never scored.</summary>
    public async Task<ModelVersion?> FindAsync(string hash, CancellationToken cancellation)
    {
        if (_known.TryGetValue(hash, out ModelVersion? known))
            return known;
        ModelVersion? found = await database.ReadAsync(
            (context, stop) => context.ModelVersions.FirstOrDefaultAsync(v => v.Hash == hash, stop), cancellation);
        return found is null ? null : _known.GetOrAdd(hash, found);
    }

    /// <summary>The version with this hash, made if it is new. A transaction of its own, so that nobody waits for the scores of another.</summary>
    public async Task<ModelVersion> GetAsync(string hash, string name, IReadOnlyList<string> genres, CancellationToken cancellation)
    {
        if (await FindAsync(hash, cancellation) is { } known)
            return known;
        await database.WriteAsync(
            async (context, stop) =>
            {
                await context.LockAsync("model version", stop);
                if (await context.ModelVersions.AnyAsync(v => v.Hash == hash, stop))
                    return 0;
                context.ModelVersions.Add(new ModelVersion { Hash = hash, Name = name, Genres = [.. genres], CreatedAt = await context.NowAsync(stop) });
                return await context.SaveChangesAsync(stop);
            },
            cancellation);
        return (await FindAsync(hash, cancellation))!;
    }
}
