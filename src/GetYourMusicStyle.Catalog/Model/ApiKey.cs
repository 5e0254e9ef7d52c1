namespace GetYourMusicStyle.Catalog.Model;

/// <summary>A key that a caller of the HTTP interface may use. The key itself is shown once, when it is made; only its hash is kept.</summary>
public sealed class ApiKey
{
    /// <summary>Version 7 GUID.</summary>
    public Guid Id { get; set; }

    /// <summary>What people call it; unique among those not revoked.</summary>
    public required string Name { get; set; }

    /// <summary>SHA-256 of the key (256 random bits, so that no slow hash is needed); unique.</summary>
    public required byte[] Hash { get; set; }

    /// <summary>What it may do.</summary>
    public ApiScopes Scopes { get; set; }

    /// <summary>Most bytes it may upload a day (UTC); null: as configured for all.</summary>
    public long? DailyBytes { get; set; }

    /// <summary>Most seconds of decoded audio of its uploads a day (UTC); null: as configured for all.</summary>
    public double? DailyAudioSeconds { get; set; }

    /// <summary>When it was made (UTC).</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>When it was last used (UTC), to the minute or so; null: never.</summary>
    public DateTime? LastUsedAt { get; set; }

    /// <summary>From when on it is no longer taken (UTC); null: never.</summary>
    public DateTime? ExpiresAt { get; set; }

    /// <summary>When it was revoked (UTC); null: it is in use.</summary>
    public DateTime? RevokedAt { get; set; }
}
