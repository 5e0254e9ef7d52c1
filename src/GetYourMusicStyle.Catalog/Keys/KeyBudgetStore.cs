using GetYourMusicStyle.Catalog.Data;
using GetYourMusicStyle.Catalog.Model;
using Microsoft.EntityFrameworkCore;

namespace GetYourMusicStyle.Catalog.Keys;

/// <summary>What a key has used today (UTC), and what it may use where it was made with numbers of its own.</summary>
public sealed record KeyBudget(long Bytes, double AudioSeconds, long? DailyBytes, double? DailyAudioSeconds);

/// <summary>Tells what keys have used.</summary>
public sealed class KeyBudgetStore
{
    private readonly CatalogDatabase _database;

    internal KeyBudgetStore(CatalogDatabase database) => _database = database;

    /// <summary>What a key has used today.</summary>
    /// <exception cref="CatalogUnavailableException">The database is out of reach.</exception>
    public Task<KeyBudget> FindAsync(Guid key, CancellationToken cancellation) => _database.ReadAsync(
        async (context, stop) =>
        {
            var today = DateOnly.FromDateTime(await context.NowAsync(stop));
            KeyUsage? used = await context.KeyUsages.FirstOrDefaultAsync(u => u.KeyId == key && u.Day == today, stop);
            ApiKey? made = await context.ApiKeys.FirstOrDefaultAsync(k => k.Id == key, stop);
            return new KeyBudget(used?.Bytes ?? 0, used?.AudioSeconds ?? 0, made?.DailyBytes, made?.DailyAudioSeconds);
        },
        cancellation);
}
