namespace GetYourMusicStyle.Pipeline.Reconciling;

/// <summary>What a check of catalog, store and queues has seen.</summary>
/// <param name="Tracks">Tracks in the catalog.</param>
/// <param name="UnfinishedJobs">Jobs that wait or are being worked on.</param>
/// <param name="Objects">Objects in the store.</param>
/// <param name="Bytes">Their size.</param>
/// <param name="Findings">What does not agree.</param>
public sealed record Report(long Tracks, int UnfinishedJobs, long Objects, long Bytes, IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether nothing is as it should not be.</summary>
    public bool Whole => !Findings.Any(finding => finding.Fault);
}
