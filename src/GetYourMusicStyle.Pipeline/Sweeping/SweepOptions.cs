using System.ComponentModel.DataAnnotations;

namespace GetYourMusicStyle.Pipeline.Sweeping;

/// <summary>How often the object store is swept, and what counts as left behind. Configuration section <c>Sweep</c>; validated at start.</summary>
public sealed class SweepOptions
{
    /// <summary>From the end of one sweep to the start of the next, in hours, 0.0001 to 10,000; the first is after a tenth of it. Default 6.</summary>
    [Range(0.0001, 10_000.0)]
    public double IntervalHours { get; set; } = 6;

    /// <summary>Objects of no track count as left behind when they are older than this, in hours, 0 to 10,000. Default 1.</summary>
    [Range(0.0, 10_000.0)]
    public double OrphanHours { get; set; } = 1;

    /// <summary>
    /// The trash: an object is removed only if it was found to belong to no track so many days ago and still does not, 0 to 3,650. Until then a catalog
    /// that is restored finds everything in its place. Default 7.
    /// </summary>
    [Range(0.0, 3650.0)]
    public double TrashDays { get; set; } = 7;

    /// <summary>
    /// The largest share of the files in the store that may belong to no track, 0 to 1; if it is more (and more than 20 files), the catalog is taken to
    /// be the wrong one, and nothing is removed. Default 0.05.
    /// </summary>
    [Range(0.0, 1.0)]
    public double MaxShare { get; set; } = 0.05;

    /// <summary>Parts of interrupted uploads are removed when they are older than this, in hours, 0 to 10,000. Default 24.</summary>
    [Range(0.0, 10_000.0)]
    public double PartHours { get; set; } = 24;
}
