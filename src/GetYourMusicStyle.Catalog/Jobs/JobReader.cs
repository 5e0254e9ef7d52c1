namespace GetYourMusicStyle.Catalog;

/// <summary>A job as it is shown.</summary>
/// <param name="Progress">Over all stages, 0 to 1.</param>
public sealed record JobView(
    Guid Id, long TrackId, string Sha256, JobKind Kind, JobState State, double Progress, int Attempt, string? ErrorCode, string? ErrorMessage,
    DateTime CreatedAt, DateTime? StartedAt, DateTime? FinishedAt);

/// <summary>Looks jobs up and cancels them.</summary>
public sealed class JobReader
{
    /// <summary>A job; null if there is none.</summary>
    public Task<JobView?> FindAsync(Guid id, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Cancels a job for everyone; no effect on a finished one.</summary>
    /// <exception cref="CatalogException">There is no such job.</exception>
    public Task CancelAsync(Guid id, CancellationToken cancellation) => throw new NotImplementedException();
}
