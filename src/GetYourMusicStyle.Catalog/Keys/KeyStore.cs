using GetYourMusicStyle.Catalog.Data;
using GetYourMusicStyle.Catalog.Model;
using Microsoft.EntityFrameworkCore;

namespace GetYourMusicStyle.Catalog.Keys;

/// <summary>A key to be made.</summary>
/// <param name="Name">What people call it, 1 to 100 characters; unique among those not revoked.</param>
/// <param name="Scopes">What it may do; see <see cref="ScopeNames.Including"/>.</param>
/// <param name="Lifetime">After how long it is no longer taken; null: it stays until it is revoked.</param>
/// <param name="DailyBytes">Most bytes it may upload a day (UTC); null: as configured for all.</param>
/// <param name="DailyAudioSeconds">Most seconds of audio of its uploads a day (UTC); null: as configured for all.</param>
public sealed record KeyRequest(string Name, ApiScopes Scopes, TimeSpan? Lifetime = null, long? DailyBytes = null, double? DailyAudioSeconds = null)
{
    /// <summary>The longest name.</summary>
    public const int MaxName = 100;
}

/// <summary>A key just made.</summary>
/// <param name="Key">What is kept of it.</param>
/// <param name="Secret">What its owner sends; nobody can read it again.</param>
public sealed record MadeKey(ApiKey Key, string Secret);

/// <summary>Makes, lists and revokes the keys of the HTTP interface.</summary>
public sealed class KeyStore
{
    private readonly CatalogDatabase _database;

    internal KeyStore(CatalogDatabase database) => _database = database;

    /// <summary>Makes a key; null if one of this name is in use.</summary>
    /// <exception cref="CatalogUnavailableException">The database is out of reach.</exception>
    public async Task<MadeKey?> AddAsync(KeyRequest request, CancellationToken cancellation)
    {
        string secret = KeySecret.Create(KeySecret.Prefix);
        var now = await _database.NowAsync(cancellation);
        var key = new ApiKey
        {
            Id = Guid.CreateVersion7(),
            Name = request.Name,
            Hash = KeySecret.Hash(secret),
            Scopes = request.Scopes,
            DailyBytes = request.DailyBytes,
            DailyAudioSeconds = request.DailyAudioSeconds,
            CreatedAt = now,
            ExpiresAt = now + request.Lifetime,
        };
        bool made = await _database.WriteAsync(
            async (context, stop) =>
            {
                if (await context.ApiKeys.AnyAsync(k => k.Name == request.Name && k.RevokedAt == null, stop))
                    return false;
                context.ApiKeys.Add(key);
                await context.SaveChangesAsync(stop);
                return true;
            },
            cancellation);
        return made ? new MadeKey(key, secret) : null;
    }

    /// <summary>The keys that are not revoked, in the order in which they were made; those that ended by themselves too.</summary>
    /// <exception cref="CatalogUnavailableException">The database is out of reach.</exception>
    public Task<List<ApiKey>> ListAsync(CancellationToken cancellation) => _database.ReadAsync(
        (context, stop) => context.ApiKeys.Where(k => k.RevokedAt == null).OrderBy(k => k.CreatedAt).ThenBy(k => k.Id).ToListAsync(stop), cancellation);

    /// <summary>Takes a key, and the sessions opened with it, out of use for good; false if there is none in use.</summary>
    /// <exception cref="CatalogUnavailableException">The database is out of reach.</exception>
    public Task<bool> RevokeAsync(Guid id, CancellationToken cancellation) => _database.WriteAsync(
        async (context, stop) =>
        {
            await context.Sessions.Where(s => s.KeyId == id).ExecuteDeleteAsync(stop);
            var now = await context.NowAsync(stop);
            return await context.ApiKeys.Where(k => k.Id == id && k.RevokedAt == null).ExecuteUpdateAsync(set => set.SetProperty(k => k.RevokedAt, now), stop) > 0;
        },
        cancellation);

    /// <summary>Notes that a key is used now.</summary>
    /// <exception cref="CatalogUnavailableException">The database is out of reach.</exception>
    public Task NoteUseAsync(Guid id, CancellationToken cancellation) => _database.WriteAsync(
        async (context, stop) =>
        {
            var now = await context.NowAsync(stop);
            return await context.ApiKeys.Where(k => k.Id == id).ExecuteUpdateAsync(set => set.SetProperty(k => k.LastUsedAt, now), stop);
        },
        cancellation);
}
