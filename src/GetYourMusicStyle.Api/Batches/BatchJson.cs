using System.Text.Json;
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
    Guid Id, string? Name, BatchKind Kind, DateTime CreatedAt, DateTime? CancelledAt, int Total, IReadOnlyDictionary<string, int> Counts,
    double RatePerS, double? TimeLeftS, IReadOnlyDictionary<string, int> Failures)
{
    internal static BatchJson Of(BatchView batch) => new(
        batch.Id, batch.Name, batch.Kind, batch.CreatedAt, batch.CancelledAt, batch.Total,
        Enum.GetValues<JobState>().ToDictionary(state => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{state}"), state => batch.Counts.GetValueOrDefault(state)),
        Math.Round(batch.RatePerSecond, 3), batch.SecondsLeft is { } left ? Math.Round(left, 1) : null, batch.Failures);

    // An import that has no tracks yet is waiting for its first; a re-run that has none found nothing to do.
    internal bool Final => CancelledAt is not null || (Counts["queued"] + Counts["featurizing"] + Counts["scoring"] == 0 && (Total > 0 || Kind == BatchKind.Rerun));
}

/// <summary>One failed track of a batch.</summary>
public sealed record FailureJson(string Path, Guid JobId, ErrorJson Error);

/// <summary>How many jobs were queued again.</summary>
public sealed record RetriedJson(int Retried);
