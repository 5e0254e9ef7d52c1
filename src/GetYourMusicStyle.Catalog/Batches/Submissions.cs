namespace GetYourMusicStyle.Catalog;

/// <summary>A file as it was uploaded.</summary>
public sealed record UploadedFile(string Sha256, long SizeBytes, string FileName, string MediaType);

/// <summary>What became of a submission.</summary>
/// <param name="Queued">Whether work was queued by it: a new track, or a failed or cancelled one revived.</param>
public sealed record SubmissionResult(Guid JobId, long TrackId, JobState State, bool Queued);

/// <summary>Takes tracks in. The same bytes are one track and one job, however often and however simultaneously they come.</summary>
public sealed class Submissions
{
    /// <summary>Announces that bytes of this hash are about to be put into the store, so that the sweeper keeps off for an hour.</summary>
    public Task<Guid> AnnounceAsync(string sha256, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>
    /// Registers bytes that are safely stored: finds or makes the track and its classification job, revives a failed or cancelled one, adds the
    /// submission, ends the announcement. Without a batch it goes through the interactive lane (and draws a bulk job there), else through bulk;
    /// very large files take the slow lane.
    /// </summary>
    /// <exception cref="CatalogException">The batch is missing or cancelled.</exception>
    public Task<SubmissionResult> SubmitAsync(
        UploadedFile file, string path, Guid? batchId, Guid announcement, string modelVersion, string? traceParent, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>The track with these bytes, if it is in the catalog.</summary>
    public Task<Track?> FindAsync(string sha256, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>As <see cref="SubmitAsync"/>, for bytes that are already here; null if they are not.</summary>
    /// <exception cref="CatalogException">The batch is missing or cancelled.</exception>
    public Task<SubmissionResult?> JoinAsync(string sha256, string path, Guid? batchId, string modelVersion, string? traceParent, CancellationToken cancellation) => throw new NotImplementedException();
}
