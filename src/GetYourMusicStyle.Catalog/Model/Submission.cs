namespace GetYourMusicStyle.Catalog.Model;

/// <summary>
/// That someone asked for a job: a path in a batch, or a single upload without one. Several may share a job; a job is cancelled when
/// the last one is withdrawn. Unique by batch, job and path. The paths of a track are those of its submissions.
/// </summary>
public sealed class Submission
{
    /// <summary>Number of the submission.</summary>
    public long Id { get; set; }

    /// <summary>The job.</summary>
    public Guid JobId { get; set; }

    /// <summary>The track of the job.</summary>
    public long TrackId { get; set; }

    /// <summary>The batch; null for a single upload.</summary>
    public Guid? BatchId { get; set; }

    /// <summary>Library-relative path with forward slashes, as it was sent.</summary>
    public required string Path { get; set; }

    /// <summary>The first 8 bytes of the path's SHA-256, 0 in a re-run: what the unique index compares, however long the path.</summary>
    public long PathKey { get; set; }

    /// <summary>When (UTC).</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>When its batch was cancelled while the job was unfinished (UTC): for this batch the job counts as cancelled.</summary>
    public DateTime? WithdrawnAt { get; set; }
}
