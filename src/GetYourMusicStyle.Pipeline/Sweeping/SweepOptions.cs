using System.ComponentModel.DataAnnotations;

namespace GetYourMusicStyle.Pipeline.Sweeping;

/// <summary>How often the object store is swept, and what counts as left behind. Configuration section <c>Sweep</c>; validated at start.</summary>
public sealed class SweepOptions
{
    /// <summary>From the end of one sweep to the start of the next, in hours, 0.0001 to 10,000; the first is after a tenth of it. Default 6.</summary>
    [Range(0.0001, 10_000.0)]
    public double IntervalHours { get; set; } = 6;

    /// <summary>Objects of no track are removed when they are older than this, in hours, 0 to 10,000. Default 1.</summary>
    [Range(0.0, 10_000.0)]
    public double OrphanHours { get; set; } = 1;

    /// <summary>Parts of interrupted uploads are removed when they are older than this, in hours, 0 to 10,000. Default 24.</summary>
    [Range(0.0, 10_000.0)]
    public double PartHours { get; set; } = 24;
}
