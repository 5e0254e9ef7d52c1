using GetYourMusicStyle.Catalog.Checks;
using GetYourMusicStyle.Scoring.Models;

namespace GetYourMusicStyle.Pipeline.Reconciling;

/// <summary>
/// Reads catalog, object store and queues, and tells where they disagree; changes nothing. The system may be at work meanwhile: what looks wrong is
/// looked at again a little later, and counts only if it still does.
/// </summary>
public sealed class Reconciler(CatalogCheck catalog, StoreCheck store, QueueCheck queues, Ensemble ensemble, TimeProvider time)
{
    private static readonly TimeSpan SecondLook = TimeSpan.FromSeconds(5);

    /// <summary>Checks everything.</summary>
    /// <param name="deep">Whether audio is hashed again and features are read, not only looked for.</param>
    /// <exception cref="Catalog.CatalogUnavailableException">The catalog cannot be reached.</exception>
    /// <exception cref="Storage.StorageException">The store cannot be reached.</exception>
    public async Task<Report> RunAsync(bool deep, CancellationToken cancellation)
    {
        Report first = await LookAsync(deep, cancellation);
        if (first.Whole)
            return first;
        await Task.Delay(SecondLook, time, cancellation);
        Report second = await LookAsync(deep, cancellation);
        var before = first.Findings.Select(Identity).ToHashSet();
        return second with { Findings = [.. second.Findings.Where(finding => !finding.Fault || before.Contains(Identity(finding)))] };
    }

    private static (string Kind, string Subject) Identity(Finding finding) => (finding.Kind, finding.Subject);

    private async Task<Report> LookAsync(bool deep, CancellationToken cancellation)
    {
        var findings = new List<Finding>();
        await foreach (Contradiction one in catalog.ContradictionsAsync(ensemble.ModelVersion, cancellation))
            findings.Add(new(one.Kind, one.JobId is { } job ? $"job {job}" : $"track {one.TrackId}", one.Message));
        StoreCount count = await store.RunAsync(deep, findings.Add, cancellation);
        await queues.RunAsync(findings.Add, cancellation);
        return new Report(count.Tracks, await catalog.UnfinishedAsync(cancellation), count.Objects, count.Bytes, findings);
    }
}
