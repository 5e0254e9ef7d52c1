namespace GetYourMusicStyle.Contracts;

/// <summary>Which of a stage's queues a job waits in, so that nobody waits behind work that is not urgent or very long.</summary>
public enum QueuePriority : short
{
    /// <summary>A single upload that someone waits for.</summary>
    Interactive,

    /// <summary>One of many: an import or a re-run.</summary>
    Bulk,

    /// <summary>A file so large that it would hold up others.</summary>
    Slow,
}
