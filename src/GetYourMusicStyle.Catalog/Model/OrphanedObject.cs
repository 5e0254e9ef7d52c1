namespace GetYourMusicStyle.Catalog.Model;

/// <summary>An object in the store that no track needs: it is removed only if that is still so after a period, see <c>Sweep:TrashDays</c>.</summary>
public sealed class OrphanedObject
{
    /// <summary>The object's key.</summary>
    public required string Key { get; set; }

    /// <summary>When a sweep first found it without a track (UTC).</summary>
    public DateTime FoundAt { get; set; }
}
