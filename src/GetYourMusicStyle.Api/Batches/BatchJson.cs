using GetYourMusicStyle.Api.Jobs;
using GetYourMusicStyle.Catalog.Batches;
using GetYourMusicStyle.Catalog.Model;

namespace GetYourMusicStyle.Api.Batches;

/// <summary>A batch to be made.</summary>
/// <param name="Name">What to call it; at most 200 characters.</param>
public sealed record NewBatch(string? Name);

/// <summary>The jobs of one import or re-run.</summary>
/// <param name="Total">Tracks in it.</param>
/// <param name="Counts">How many are in each state; the sum is the total.</param>
/// <param name="RatePerS">Tracks finished per second over the last minute.</param>
/// <param name="TimeLeftS">Estimate for the rest in seconds; null while unknown.</param>
/// <param name="Failures">Failed ones by reason.</param>
public sealed record BatchJson(
    Guid Id, string? Name, BatchKind Kind, DateTime CreatedAt, DateTime? CancelledAt, int Total, JobCountsJson Counts,
    double RatePerS, double? TimeLeftS, IReadOnlyDictionary<string, int> Failures)
{
    internal static BatchJson Of(BatchView batch) => new(
        batch.Id, batch.Name, batch.Kind, batch.CreatedAt, batch.CancelledAt, batch.Total,
        JobCountsJson.Of(batch.Counts),
        Math.Round(batch.RatePerSecond, 3), batch.SecondsLeft is { } left ? Math.Round(left, 1) : null, batch.Failures);

    // An import that has no tracks yet is waiting for its first; a re-run that has none found nothing to do.
    internal bool Final => CancelledAt is not null || (Counts.Queued + Counts.Featurizing + Counts.Scoring == 0 && (Total > 0 || Kind == BatchKind.Rerun));
}

/// <summary>How many jobs are in each state.</summary>
public sealed record JobCountsJson(int Queued, int Featurizing, int Scoring, int Done, int Failed, int Cancelled)
{
    internal static JobCountsJson Of(IReadOnlyDictionary<JobState, int> counts)
    {
        return new(In(JobState.Queued), In(JobState.Featurizing), In(JobState.Scoring), In(JobState.Done), In(JobState.Failed), In(JobState.Cancelled));

        int In(JobState state) => counts.GetValueOrDefault(state);
    }
}

/// <summary>One failed track of a batch.</summary>
public sealed record FailureJson(string Path, Guid JobId, ErrorJson Error);

/// <summary>How many jobs were queued again.</summary>
public sealed record RetriedJson(int Retried);
