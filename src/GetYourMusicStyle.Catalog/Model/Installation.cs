namespace GetYourMusicStyle.Catalog.Model;

/// <summary>Which installation this catalog belongs to: one row, made at the first start. The object store carries the same mark.</summary>
public sealed class Installation
{
    /// <summary>Random; the owner's mark.</summary>
    public Guid Id { get; set; }

    /// <summary>When it was made (UTC).</summary>
    public DateTime CreatedAt { get; set; }
}
