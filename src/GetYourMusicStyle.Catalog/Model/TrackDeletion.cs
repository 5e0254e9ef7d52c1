using GetYourMusicStyle.Catalog.Index;

namespace GetYourMusicStyle.Catalog.Model;

/// <summary>That there was a track, for those who keep a copy of the catalog; forgotten after a while.</summary>
public sealed class TrackDeletion
{
    /// <summary>The track; its number is never given again.</summary>
    public long TrackId { get; set; }

    /// <summary>Place among all changes, see <see cref="IndexMark"/>.</summary>
    public long Change { get; set; }

    /// <summary>When it was deleted (UTC).</summary>
    public DateTime DeletedAt { get; set; }
}
