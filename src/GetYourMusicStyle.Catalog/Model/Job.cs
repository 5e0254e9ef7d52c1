using GetYourMusicStyle.Contracts;

namespace GetYourMusicStyle.Catalog.Model;

/// <summary>
/// The work on one track; the truth about it, where a message is only a nudge. At most one job of a kind is active for a track
/// (unique index on track and kind where the state is queued, featurizing or scoring).
/// </summary>
public sealed class Job
{
    /// <summary>Version 7 GUID: sorts by time.</summary>
    public Guid Id { get; set; }

    /// <summary>The track.</summary>
    public long TrackId { get; set; }

    /// <summary>What it is for.</summary>
    public JobKind Kind { get; set; }

    /// <summary>The stage it is in or waits for.</summary>
    public Stage Stage { get; set; }

    /// <summary>The queue of that stage it goes through.</summary>
    public QueuePriority Priority { get; set; }

    /// <summary>How far it is.</summary>
    public JobState State { get; set; }

    /// <summary>Who holds it.</summary>
    public Lease Lease { get; set; }

    /// <summary>From when on (UTC) the dispatcher may send it, or send it again because its lease has run out.</summary>
    public DateTime DueAt { get; set; }

    /// <summary>Since when (UTC) it is in the present stage and could have been sent.</summary>
    public DateTime QueuedAt { get; set; }

    /// <summary>
    /// Number of times a worker began a stage of it. It names the attempt in messages, and results count only while it matches. Nothing ever sets it
    /// back, neither the next stage nor a revival, so that no late result of an earlier life can pass for a present one.
    /// </summary>
    public int Attempt { get; set; }

    /// <summary>Attempts of this stage whose worker crashed; at the limit the file is quarantined. From the first on it runs alone.</summary>
    public int WorkerCrashes { get; set; }

    /// <summary>Attempts that ended in a failure that may pass (features lost, an unknown error), over all stages; the outages of servers do not count.</summary>
    public int Retries { get; set; }

    /// <summary>Share of the present stage that is done, 0 to 1.</summary>
    public double StageProgress { get; set; }

    /// <summary>Whether work is done again although its results are there.</summary>
    public bool Redo { get; set; }

    /// <summary>The model version it is to be scored with; null where no scoring is wanted.</summary>
    public string? ModelVersion { get; set; }

    /// <summary>The API key it was uploaded with, for what a key may use a day; null where there was none.</summary>
    public Guid? KeyId { get; set; }

    /// <summary>What it waits for while a server is away: <c>storage</c> or <c>disk</c>; null when nothing keeps it, and again once it has got through.</summary>
    public string? WaitingFor { get; set; }

    /// <summary>W3C trace context of the request that made it.</summary>
    public string? TraceParent { get; set; }

    /// <summary>Short stable reason of a failure, such as <c>damaged</c> or <c>quarantined</c>.</summary>
    public string? ErrorCode { get; set; }

    /// <summary>The failure in one line for people.</summary>
    public string? ErrorMessage { get; set; }

    /// <summary>When it was made (UTC).</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>When a worker first began (UTC).</summary>
    public DateTime? StartedAt { get; set; }

    /// <summary>When it was done, failed or cancelled (UTC).</summary>
    public DateTime? FinishedAt { get; set; }

    /// <summary>The track.</summary>
    public Track? Track { get; set; }
}
