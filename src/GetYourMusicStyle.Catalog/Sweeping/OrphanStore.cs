using GetYourMusicStyle.Catalog.Data;
using Microsoft.EntityFrameworkCore;

namespace GetYourMusicStyle.Catalog.Sweeping;

/// <summary>
/// Objects that no track needs, and since when that is known. When the database is out of reach for about ten seconds, its methods throw
/// <see cref="CatalogUnavailableException"/>.
/// </summary>
public sealed class OrphanStore
{
    private readonly CatalogDatabase _database;

    internal OrphanStore(CatalogDatabase database) => _database = database;

    /// <summary>The keys of all that are noted.</summary>
    public Task<IReadOnlySet<string>> AllAsync(CancellationToken cancellation) => _database.ReadAsync<IReadOnlySet<string>>(
        async (context, stop) => (await context.OrphanedObjects.Select(o => o.Key).ToListAsync(stop)).ToHashSet(StringComparer.Ordinal), cancellation);

    /// <summary>The keys of those that were noted at least so long ago.</summary>
    public Task<IReadOnlyList<string>> DueAsync(TimeSpan age, CancellationToken cancellation) => _database.ReadAsync<IReadOnlyList<string>>(
        async (context, stop) =>
        {
            DateTime before = await context.NowAsync(stop) - age;
            return await context.OrphanedObjects.Where(o => o.FoundAt <= before).Select(o => o.Key).ToListAsync(stop);
        },
        cancellation);

    /// <summary>Counts those that were noted longer ago than this as found now.</summary>
    public Task<int> RenewAsync(TimeSpan age, CancellationToken cancellation) => _database.WriteAsync(
        async (context, stop) =>
        {
            DateTime now = await context.NowAsync(stop);
            DateTime before = now - age;
            return await context.OrphanedObjects.Where(o => o.FoundAt < before).ExecuteUpdateAsync(set => set.SetProperty(o => o.FoundAt, now), stop);
        },
        cancellation);

    /// <summary>Notes objects; one that is noted keeps its time.</summary>
    /// <param name="keys">At most some thousand.</param>
    public Task<int> NoteAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation) => keys.Count == 0 ? Task.FromResult(0) : _database.WriteAsync(
        async (context, stop) =>
        {
            DateTime now = await context.NowAsync(stop);
            Statement statement = context.Sql("INSERT INTO orphaned_objects (key, found_at) VALUES {rows} ON CONFLICT DO NOTHING");
            foreach (string key in keys)
                statement.Row(key, now);
            return await statement.ExecuteAsync(stop);
        },
        cancellation);

    /// <summary>Forgets objects: they are gone, or a track has them again.</summary>
    public Task<int> ForgetAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation) => keys.Count == 0 ? Task.FromResult(0) : _database.WriteAsync(
        (context, stop) => context.OrphanedObjects.Where(o => keys.Contains(o.Key)).ExecuteDeleteAsync(stop), cancellation);

    /// <summary>Those of some hashes that are in use: of a track, or of an upload that is announced.</summary>
    /// <param name="hashes">At most some thousand.</param>
    public Task<IReadOnlySet<string>> InUseAsync(IReadOnlyCollection<string> hashes, CancellationToken cancellation) => _database.ReadAsync<IReadOnlySet<string>>(
        async (context, stop) =>
        {
            DateTime now = await context.NowAsync(stop);
            var used = await context.Tracks.Where(t => hashes.Contains(t.Sha256)).Select(t => t.Sha256).ToListAsync(stop);
            used.AddRange(await context.UploadIntents.Where(i => hashes.Contains(i.Sha256) && i.ExpiresAt > now).Select(i => i.Sha256).ToListAsync(stop));
            return used.ToHashSet(StringComparer.Ordinal);
        },
        cancellation);
}
