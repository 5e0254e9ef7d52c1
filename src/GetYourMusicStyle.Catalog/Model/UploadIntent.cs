namespace GetYourMusicStyle.Catalog.Model;

/// <summary>An upload whose bytes are being put under their hash: the sweeper leaves that hash alone until it expires.</summary>
public sealed class UploadIntent
{
    /// <summary>Identifies the upload.</summary>
    public Guid Id { get; set; }

    /// <summary>SHA-256 of the bytes.</summary>
    public required string Sha256 { get; set; }

    /// <summary>When it is surely over (UTC).</summary>
    public DateTime ExpiresAt { get; set; }
}
