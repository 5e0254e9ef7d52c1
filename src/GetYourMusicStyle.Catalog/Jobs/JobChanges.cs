using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using Microsoft.EntityFrameworkCore;

namespace GetYourMusicStyle.Catalog.Jobs;

/// <summary>What can happen to jobs, each as one UPDATE of those selected.</summary>
internal static class JobChanges
{
    /// <summary>The job of an attempt, if it is still at it.</summary>
    public static IQueryable<Job> At(this IQueryable<Job> jobs, JobAttempt attempt) => jobs.Where(
        j => j.Id == attempt.JobId && j.Stage == attempt.Stage && j.Attempt == attempt.Attempt && j.Lease == Lease.Begun && j.FinishedAt == null);

    /// <summary>Ends them well.</summary>
    public static Task<int> FinishAsync(this IQueryable<Job> jobs, DateTime now, CancellationToken cancellation) =>
        jobs.ExecuteUpdateAsync(
            set => set.SetProperty(j => j.State, JobState.Done).SetProperty(j => j.Lease, Lease.None)
                .SetProperty(j => j.StageProgress, 1.0).SetProperty(j => j.FinishedAt, now).SetProperty(j => j.WaitingFor, (string?)null),
            cancellation);

    /// <summary>Ends them badly.</summary>
    public static Task<int> FailAsync(
        this IQueryable<Job> jobs, string code, string message, DateTime now, CancellationToken cancellation, int retries = 0) =>
        jobs.ExecuteUpdateAsync(
            set => set.SetProperty(j => j.State, JobState.Failed).SetProperty(j => j.Lease, Lease.None).SetProperty(j => j.FinishedAt, now)
                .SetProperty(j => j.ErrorCode, code).SetProperty(j => j.ErrorMessage, message).SetProperty(j => j.Retries, j => j.Retries + retries)
                .SetProperty(j => j.WaitingFor, (string?)null),
            cancellation);

    /// <summary>Stops those that are unfinished.</summary>
    public static Task<int> CancelAsync(this IQueryable<Job> jobs, DateTime now, CancellationToken cancellation) =>
        jobs.Where(j => j.FinishedAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(j => j.State, JobState.Cancelled).SetProperty(j => j.Lease, Lease.None).SetProperty(j => j.FinishedAt, now)
                .SetProperty(j => j.WaitingFor, (string?)null),
            cancellation);

    /// <summary>Puts them at the start of another stage.</summary>
    public static Task<int> MoveAsync(
        this IQueryable<Job> jobs, Stage stage, JobState state, DateTime now, CancellationToken cancellation, int retries = 0) =>
        jobs.ExecuteUpdateAsync(
            set => set.SetProperty(j => j.Stage, stage).SetProperty(j => j.State, state).SetProperty(j => j.Lease, Lease.None)
                .SetProperty(j => j.DueAt, now).SetProperty(j => j.QueuedAt, now).SetProperty(j => j.StageProgress, 0.0)
                .SetProperty(j => j.WorkerCrashes, 0).SetProperty(j => j.Retries, j => j.Retries + retries).SetProperty(j => j.WaitingFor, (string?)null),
            cancellation);

    /// <summary>Puts them at the start of the stage that follows features, or ends them where none does.</summary>
    public static Task<int> LeaveFeaturesAsync(this IQueryable<Job> jobs, DateTime now, CancellationToken cancellation) =>
        jobs.ExecuteUpdateAsync(
            set => set
                .SetProperty(j => j.Stage, j => j.Kind == JobKind.Features ? Stage.Featurize : j.Kind == JobKind.Spectrograms ? Stage.Spectrograms : Stage.Score)
                .SetProperty(
                    j => j.State,
                    j => j.Kind == JobKind.Features ? JobState.Done : j.Kind == JobKind.Spectrograms ? JobState.Featurizing : JobState.Scoring)
                .SetProperty(j => j.FinishedAt, j => j.Kind == JobKind.Features ? now : (DateTime?)null)
                .SetProperty(j => j.StageProgress, j => j.Kind == JobKind.Features ? 1.0 : 0.0)
                .SetProperty(j => j.Lease, Lease.None).SetProperty(j => j.DueAt, now).SetProperty(j => j.QueuedAt, now).SetProperty(j => j.WorkerCrashes, 0)
                .SetProperty(j => j.WaitingFor, (string?)null),
            cancellation);

    /// <summary>Lets them wait for another attempt at the same stage.</summary>
    public static Task<int> RequeueAsync(this IQueryable<Job> jobs, DateTime dueAt, int retries, CancellationToken cancellation) =>
        jobs.ExecuteUpdateAsync(
            set => set.SetProperty(j => j.Lease, Lease.None).SetProperty(j => j.DueAt, dueAt).SetProperty(j => j.StageProgress, 0.0)
                .SetProperty(j => j.Retries, j => j.Retries + retries).SetProperty(j => j.WaitingFor, j => retries == 0 ? j.WaitingFor : null),
            cancellation);

    /// <summary>Lets them wait for a server that is away.</summary>
    public static Task<int> WaitAsync(this IQueryable<Job> jobs, string waitingFor, DateTime dueAt, CancellationToken cancellation) =>
        jobs.ExecuteUpdateAsync(
            set => set.SetProperty(j => j.Lease, Lease.None).SetProperty(j => j.DueAt, dueAt).SetProperty(j => j.StageProgress, 0.0)
                .SetProperty(j => j.WaitingFor, waitingFor),
            cancellation);

    /// <summary>
    /// Queues failed or cancelled jobs again, at the stage they had come to. The attempt goes on counting: a late result of the earlier life must
    /// not pass for one of the new.
    /// </summary>
    public static Task<int> ReviveAsync(this IQueryable<Job> jobs, DateTime now, CancellationToken cancellation) =>
        jobs.Where(j => j.State == JobState.Failed || j.State == JobState.Cancelled).ExecuteUpdateAsync(
            set => set.SetProperty(j => j.State, JobState.Queued).SetProperty(j => j.Lease, Lease.None)
                .SetProperty(j => j.DueAt, now).SetProperty(j => j.QueuedAt, now)
                .SetProperty(j => j.WorkerCrashes, 0).SetProperty(j => j.Retries, 0).SetProperty(j => j.StageProgress, 0.0)
                .SetProperty(j => j.ErrorCode, (string?)null).SetProperty(j => j.ErrorMessage, (string?)null)
                .SetProperty(j => j.StartedAt, (DateTime?)null).SetProperty(j => j.FinishedAt, (DateTime?)null).SetProperty(j => j.WaitingFor, (string?)null),
            cancellation);
}
