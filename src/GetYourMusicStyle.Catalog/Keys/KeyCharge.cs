using GetYourMusicStyle.Catalog.Data;

namespace GetYourMusicStyle.Catalog.Keys;

/// <summary>What a key uses, added up a day (UTC).</summary>
internal static class KeyCharge
{
    /// <summary>Adds to what a key has used today, in the transaction of the context.</summary>
    /// <param name="bytes">Bytes uploaded.</param>
    /// <param name="audioSeconds">Seconds of audio decoded.</param>
    /// <param name="now">The time (UTC).</param>
    public static Task ChargeAsync(this CatalogContext context, Guid key, long bytes, double audioSeconds, DateTime now, CancellationToken cancellation) =>
        context.Sql("""
            INSERT INTO key_usages AS u (key_id, day, bytes, audio_seconds) VALUES (@key, @day, @bytes, @seconds)
            ON CONFLICT (key_id, day) DO UPDATE SET bytes = u.bytes + excluded.bytes, audio_seconds = u.audio_seconds + excluded.audio_seconds
            """)
            .Set("key", key).Set("day", DateOnly.FromDateTime(now)).Set("bytes", bytes).Set("seconds", audioSeconds).ExecuteAsync(cancellation);
}
