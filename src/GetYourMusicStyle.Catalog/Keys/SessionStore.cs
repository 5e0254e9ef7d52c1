using GetYourMusicStyle.Catalog.Data;
using GetYourMusicStyle.Catalog.Model;
using Microsoft.EntityFrameworkCore;

namespace GetYourMusicStyle.Catalog.Keys;

/// <summary>The browsers that are signed in. Each request asks here, so that a session that is closed ends at once, in every process.</summary>
public sealed class SessionStore
{
    // However often it is used, who signed in signs in again some day.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private readonly CatalogDatabase _database;

    internal SessionStore(CatalogDatabase database) => _database = database;

    /// <summary>Opens a session and returns its secret; forgets those that ended.</summary>
    /// <param name="keyId">The key it stands for; null where a provider of identities knows the person.</param>
    /// <param name="name">Name of the key or of the person.</param>
    /// <param name="scopes">What it may do.</param>
    /// <param name="lifetime">How long it lasts unused.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="CatalogUnavailableException">The database is out of reach.</exception>
    public async Task<string> OpenAsync(Guid? keyId, string name, ApiScopes scopes, TimeSpan lifetime, CancellationToken cancellation)
    {
        string secret = KeySecret.Create();
        var now = await _database.NowAsync(cancellation);
        var session = new Session { Hash = KeySecret.Hash(secret), KeyId = keyId, Name = name, Scopes = scopes, CreatedAt = now, ExpiresAt = now + lifetime };
        await _database.WriteAsync(
            async (context, stop) =>
            {
                await context.Sessions.Where(s => s.ExpiresAt <= now).ExecuteDeleteAsync(stop);
                context.Sessions.Add(session);
                return await context.SaveChangesAsync(stop);
            },
            cancellation);
        return secret;
    }

    /// <summary>The session of a secret; null if there is none, or it has ended.</summary>
    /// <exception cref="CatalogUnavailableException">The database is out of reach.</exception>
    public Task<Session?> FindAsync(string secret, CancellationToken cancellation)
    {
        byte[] hash = KeySecret.Hash(secret);
        return _database.ReadAsync(
            async (context, stop) =>
            {
                var now = await context.NowAsync(stop);
                return await context.Sessions.FirstOrDefaultAsync(s => s.Hash == hash && s.ExpiresAt > now, stop);
            },
            cancellation);
    }

    /// <summary>Lets a session in use last <paramref name="lifetime"/> from now; true if it was prolonged, which is done a few times in a lifetime only.</summary>
    /// <exception cref="CatalogUnavailableException">The database is out of reach.</exception>
    public async Task<bool> ProlongAsync(Session session, TimeSpan lifetime, CancellationToken cancellation)
    {
        var now = await _database.NowAsync(cancellation);
        var end = session.CreatedAt + Longest is var last && now + lifetime is var next && next < last ? next : last;
        if (end - session.ExpiresAt < lifetime / 12)
            return false;
        return await _database.WriteAsync(
            (context, stop) => context.Sessions.Where(s => s.Hash == session.Hash).ExecuteUpdateAsync(set => set.SetProperty(s => s.ExpiresAt, end), stop), cancellation) > 0;
    }

    /// <summary>Ends the session of a secret.</summary>
    /// <exception cref="CatalogUnavailableException">The database is out of reach.</exception>
    public Task CloseAsync(string secret, CancellationToken cancellation)
    {
        byte[] hash = KeySecret.Hash(secret);
        return _database.WriteAsync((context, stop) => context.Sessions.Where(s => s.Hash == hash).ExecuteDeleteAsync(stop), cancellation);
    }

    /// <summary>Ends all sessions, or those of a key; returns how many there were.</summary>
    /// <exception cref="CatalogUnavailableException">The database is out of reach.</exception>
    public Task<int> CloseAllAsync(Guid? keyId, CancellationToken cancellation) => _database.WriteAsync(
        (context, stop) => context.Sessions.Where(s => keyId == null || s.KeyId == keyId).ExecuteDeleteAsync(stop), cancellation);
}
