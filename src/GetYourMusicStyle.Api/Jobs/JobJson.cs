using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Catalog.Model;

namespace GetYourMusicStyle.Api.Jobs;

/// <summary>Why something failed.</summary>
/// <param name="Code">Stable short name, such as <c>not-audio</c>.</param>
/// <param name="Message">One line for people.</param>
public sealed record ErrorJson(string Code, string Message);

/// <summary>The work on one track.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="State">How far it is; <c>done</c>, <c>failed</c> and <c>cancelled</c> are final.</param>
/// <param name="Progress">0 to 1, over all stages.</param>
/// <param name="Attempt">How often a worker began a stage of it: twice for a track that goes through features and scores without trouble.</param>
/// <param name="Error">Why it failed; null unless it did.</param>
/// <param name="TrackId">Number of the track.</param>
/// <param name="Track">Address of the track, once the job is done.</param>
/// <param name="Sha256">Hash of the audio.</param>
/// <param name="WaitingFor">What it waits for while that is away: <c>storage</c>, or the worker's <c>disk</c>. It goes on by itself.</param>
public sealed record JobJson(
    Guid Id, JobKind Kind, JobState State, double Progress, int Attempt, ErrorJson? Error, long TrackId, string? Track, string Sha256,
    DateTime CreatedAt, DateTime? StartedAt, DateTime? FinishedAt, string? WaitingFor)
{
    internal static JobJson Of(JobView job) => new(
        job.Id, job.Kind, job.State, Math.Round(job.Progress, 4), job.Attempt, Failure(job), job.TrackId,
        job.State == JobState.Done ? Addresses.Track(job.TrackId) : null, job.Sha256, job.CreatedAt, job.StartedAt, job.FinishedAt, job.WaitingFor);

    internal bool Final => State is JobState.Done or JobState.Failed or JobState.Cancelled;

    private static ErrorJson? Failure(JobView job) =>
        job.State == JobState.Failed ? new ErrorJson(job.ErrorCode ?? "unknown", job.ErrorMessage ?? "") : null;
}
