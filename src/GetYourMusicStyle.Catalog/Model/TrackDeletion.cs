namespace GetYourMusicStyle.Catalog.Model;

/// <summary>That there was a track, for those who keep a copy of the catalog; forgotten after a while.</summary>
public sealed class TrackDeletion
{
    /// <summary>The track; its number is never given again.</summary>
    public long TrackId { get; set; }

    /// <summary>Number of the change: where it stands among all changes of the catalog.</summary>
    public long Change { get; set; }

    /// <summary>When it was deleted (UTC).</summary>
    public DateTime DeletedAt { get; set; }
}
