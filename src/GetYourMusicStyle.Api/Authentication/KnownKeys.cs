using System.Data.Common;
using System.Security.Cryptography;
using GetYourMusicStyle.Catalog.Keys;
using GetYourMusicStyle.Catalog.Model;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Api.Authentication;

/// <summary>
/// The keys that open this server: those configured, which may do everything, and those made in the catalog, read again every two seconds, so that a
/// key revoked elsewhere ends. Only hashes are kept and compared, in constant time. While the catalog is away, keys known before stay known.
/// </summary>
internal sealed class KnownKeys(IOptions<ApiOptions> options, KeyStore store, TimeProvider time)
{
    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(2), Patience = TimeSpan.FromSeconds(1), BetweenNotes = TimeSpan.FromMinutes(1);
    private readonly Known[] _configured = [.. options.Value.Keys.Select(Configured)];
    private readonly Lock _gate = new();
    private Made? _made;
    private Task<Made>? _reading;
    private int _changes;

    /// <summary>Whether there is none.</summary>
    /// <exception cref="DbException">The catalog is out of reach, and was never read.</exception>
    public async ValueTask<bool> AreNoneAsync() => _configured.Length == 0 && (await MadeAsync()).Keys.Length == 0;

    /// <summary>Whose key it is among the configured ones; null if it is none of them.</summary>
    public Caller? FindConfigured(string key) => Find(_configured, KeySecret.Hash(key))?.Caller;

    /// <summary>Whose key it is among those made; null if it is none of them.</summary>
    /// <exception cref="DbException">The catalog is out of reach, and was never read.</exception>
    public async ValueTask<Caller?> FindMadeAsync(string key)
    {
        if (!KeySecret.IsMade(key) || Find((await MadeAsync()).Keys, KeySecret.Hash(key)) is not { } known || known.Ends <= time.GetUtcNow())
            return null;
        if (known.IsNoteDue(time, BetweenNotes))
            _ = NoteAsync(known.Caller.KeyId!.Value);
        return known.Caller;
    }

    /// <summary>The caller of a key that still opens this server; null if there is none.</summary>
    /// <exception cref="DbException">The catalog is out of reach, and was never read.</exception>
    public async ValueTask<Caller?> OfIdAsync(Guid id) =>
        (Array.Find(_configured, key => key.Caller.KeyId == id) ?? Array.Find((await MadeAsync()).Keys, key => key.Caller.KeyId == id)) is { } known
        && known.Ends > time.GetUtcNow() ? known.Caller : null;

    /// <summary>Reads the catalog's keys again at the next request: one was made or revoked.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _changes++;
            (_made, _reading) = (null, null);
        }
    }

    private async ValueTask<Made> MadeAsync()
    {
        Task<Made> reading;
        Made? before;
        lock (_gate)
        {
            before = _made;
            if (before is not null && time.GetElapsedTime(before.ReadAt) < Lasting)
                return before;
            reading = _reading ??= ReadAsync(_changes);
        }
        try
        {
            return await reading.WaitAsync(before is null ? Timeout.InfiniteTimeSpan : Patience);
        }
        catch (Exception e) when (before is not null && e is DbException or TimeoutException)
        {
            return before!;
        }
    }

    private async Task<Made> ReadAsync(int changes)
    {
        await Task.Yield();     // so that _reading is set before it is taken away again
        Made? made = null;
        try
        {
            long start = time.GetTimestamp();
            return made = new Made([.. (await store.ListAsync(CancellationToken.None)).Select(Known.Of)], start);
        }
        finally
        {
            lock (_gate)
            {
                // What was read before a change says nothing about it.
                if (changes == _changes)
                    (_made, _reading) = (made ?? _made, null);
            }
        }
    }

    private async Task NoteAsync(Guid id)
    {
        try
        {
            await store.NoteUseAsync(id, CancellationToken.None);
        }
        catch (Exception e) when (e is DbException or ObjectDisposedException or InvalidOperationException)
        {
            // When it was used is told for people's convenience: the next use tells it.
        }
    }

    private static Known? Find(Known[] keys, byte[] hash)
    {
        Known? found = null;
        foreach (var key in keys)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, key.Hash))
                found = key;
        }
        return found;
    }

    private static Known Configured(string key, int place)
    {
        byte[] hash = KeySecret.Hash(key);
        return new(hash, new Caller($"key {place + 1}", new Guid(hash.AsSpan(0, 16)), ApiScopes.All), DateTimeOffset.MaxValue);
    }

    private sealed record Made(Known[] Keys, long ReadAt);

    private sealed record Known(byte[] Hash, Caller Caller, DateTimeOffset Ends)
    {
        private long _notedAt;

        public static Known Of(ApiKey key) =>
            new(key.Hash, new Caller(key.Name, key.Id, key.Scopes), key.ExpiresAt is { } end ? new DateTimeOffset(end, TimeSpan.Zero) : DateTimeOffset.MaxValue)
            {
                _notedAt = key.LastUsedAt?.Ticks ?? 0,
            };

        // Once for all requests of the same time.
        public bool IsNoteDue(TimeProvider time, TimeSpan pause)
        {
            long now = time.GetUtcNow().UtcTicks, noted = Interlocked.Read(ref _notedAt);
            return now - noted >= pause.Ticks && Interlocked.CompareExchange(ref _notedAt, now, noted) == noted;
        }
    }
}
