namespace GetYourMusicStyle.Catalog.Model;

/// <summary>A browser that is signed in. Its cookie holds 256 random bits, of which only the hash is kept.</summary>
public sealed class Session
{
    /// <summary>SHA-256 of what the cookie holds.</summary>
    public required byte[] Hash { get; set; }

    /// <summary>The key it was opened with; null where a provider of identities opened it. A configured key has an id made of its hash.</summary>
    public Guid? KeyId { get; set; }

    /// <summary>Who: name of the key or of the person.</summary>
    public required string Name { get; set; }

    /// <summary>What it may do.</summary>
    public ApiScopes Scopes { get; set; }

    /// <summary>When it was opened (UTC).</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>When it ends (UTC).</summary>
    public DateTime ExpiresAt { get; set; }
}
