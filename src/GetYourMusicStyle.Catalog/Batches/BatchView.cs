using GetYourMusicStyle.Catalog.Model;

namespace GetYourMusicStyle.Catalog.Batches;

/// <summary>A batch as it is shown. A job withdrawn with the batch counts as cancelled here, whatever becomes of it elsewhere.</summary>
/// <param name="Total">Submissions in the batch.</param>
/// <param name="Counts">How many are in each state; the sum is <paramref name="Total"/>.</param>
/// <param name="RatePerSecond">Jobs finished per second over the last minute (or since the start, if shorter).</param>
/// <param name="SecondsLeft">Estimate for the rest; null while unknown, 0 when nothing is left.</param>
/// <param name="Failures">Failed ones by reason code.</param>
public sealed record BatchView(
    Guid Id, string? Name, BatchKind Kind, DateTime CreatedAt, DateTime? CancelledAt, int Total, IReadOnlyDictionary<JobState, int> Counts,
    double RatePerSecond, double? SecondsLeft, IReadOnlyDictionary<string, int> Failures);

/// <summary>One failed track of a batch.</summary>
public sealed record FailedSubmission(string Path, Guid JobId, string ErrorCode, string ErrorMessage);
