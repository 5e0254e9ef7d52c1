using GetYourMusicStyle.Contracts;

namespace GetYourMusicStyle.Catalog.Model;

/// <summary>A job as the dispatcher sends it and a worker needs it.</summary>
/// <param name="Attempt">The attempt that the receiving worker is to begin.</param>
/// <param name="TrackId">The track.</param>
/// <param name="Sha256">Hash of the audio, from which all object keys follow.</param>
/// <param name="SizeBytes">Size of the audio file.</param>
/// <param name="Kind">What the job is for.</param>
/// <param name="Priority">The queue it goes through.</param>
/// <param name="RunIsolated">Whether a worker crashed over it before: it must run alone in its process.</param>
/// <param name="Redo">Whether work is done again although its results are there.</param>
/// <param name="ModelVersion">The model version to score with.</param>
/// <param name="TraceParent">W3C trace context of the request that made it.</param>
/// <param name="QueuedAt">Since when (UTC) this stage of the job could have been sent.</param>
public sealed record ClaimedJob(
    JobAttempt Attempt, long TrackId, string Sha256, long SizeBytes, JobKind Kind, QueuePriority Priority, bool RunIsolated, bool Redo,
    string? ModelVersion, string? TraceParent, DateTime QueuedAt)
{
    /// <summary>Once it has begun: how long this stage of it could have been sent before, by the database's clock.</summary>
    public TimeSpan Waited { get; init; }
}
