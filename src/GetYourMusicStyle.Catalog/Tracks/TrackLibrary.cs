namespace GetYourMusicStyle.Catalog;

/// <summary>A track with the verdict of one model version, if it has one.</summary>
public sealed record TrackView(Track Track, TrackSummary? Summary, ModelVersion? Model);

/// <summary>A track's windows as one model version scored them.</summary>
public sealed record Timeline(Track Track, ModelVersion Model, TrackSummary Summary, IReadOnlyList<WindowScore> Windows);

/// <summary>Reads, searches and deletes tracks.</summary>
public sealed class TrackLibrary
{
    /// <summary>
    /// Tracks with the verdict of <paramref name="modelVersion"/>, newest first, keyset-paged: those with an id below <paramref name="after"/>.
    /// </summary>
    /// <param name="genre">Only those with this verdict.</param>
    /// <param name="search">Only those with all these words (or beginnings of words) in title, artist, album or file name.</param>
    /// <param name="limit">At most so many, 1 to 500.</param>
    public Task<IReadOnlyList<TrackView>> PageAsync(
        string modelVersion, string? genre, string? search, long? after, int limit, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>A track with the verdict of this model version, or else the latest one it has; null if there is no such track.</summary>
    public Task<TrackView?> FindAsync(long id, string modelVersion, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>The paths a track was submitted under, with their batches; oldest first, at most 100.</summary>
    public Task<IReadOnlyList<Submission>> PathsAsync(long id, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>The model versions that have scored a track, latest first.</summary>
    public Task<IReadOnlyList<ModelVersion>> ModelsAsync(long id, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>The windows of this model version, or of the latest when it has not scored the track and <paramref name="exact"/> is not asked; null if none.</summary>
    public Task<Timeline?> TimelineAsync(long id, string modelVersion, bool exact, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Removes a track with its jobs, submissions and scores; returns the hash whose objects are now nobody's, null if there was none.</summary>
    public Task<string?> DeleteAsync(long id, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>
    /// Runs <paramref name="delete"/> if no track has this hash and no upload of it is announced, in such a way that none can come between.
    /// False if it is in use.
    /// </summary>
    public Task<bool> DeleteOrphanAsync(string sha256, Func<CancellationToken, Task> delete, CancellationToken cancellation) => throw new NotImplementedException();
}
