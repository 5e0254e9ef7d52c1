namespace GetYourMusicStyle.Catalog.Model;

/// <summary>The jobs of one library import or one re-run.</summary>
public sealed class Batch
{
    /// <summary>Version 7 GUID: sorts by time.</summary>
    public Guid Id { get; set; }

    /// <summary>What its owner calls it.</summary>
    public string? Name { get; set; }

    /// <summary>Where its tracks came from.</summary>
    public BatchKind Kind { get; set; }

    /// <summary>When it was made (UTC).</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>When it was cancelled (UTC); it takes no more tracks.</summary>
    public DateTime? CancelledAt { get; set; }
}
