namespace GetYourMusicStyle.Contracts.Messages;

/// <summary>
/// What the messages of all stages carry: a nudge to begin one attempt. The catalog decides whether it is begun; a message that comes twice,
/// late or for a cancelled job changes nothing.
/// </summary>
public interface IStageMessage
{
    /// <summary>The job.</summary>
    Guid JobId { get; }

    /// <summary>Its track.</summary>
    long TrackId { get; }

    /// <summary>The attempt to begin.</summary>
    int Attempt { get; }

    /// <summary>The priority of the queue it was sent through.</summary>
    QueuePriority Priority { get; }

    /// <summary>Whether a worker crashed over the job before, so that it has to run with nothing beside it in the process.</summary>
    bool RunIsolated { get; }

    /// <summary>Version of the extractor that the sender counts on.</summary>
    string ExtractorVersion { get; }

    /// <summary>W3C trace context of the dispatch; null where nobody traces.</summary>
    string? TraceParent { get; }
}
