namespace GetYourMusicStyle.Pipeline.Attempts;

/// <summary>Why the work on an attempt is cancelled.</summary>
internal enum StopReason
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>The process is stopping.</summary>
    Stopping,

    /// <summary>The job was cancelled, or another worker has it.</summary>
    LeaseLost,

    /// <summary>The catalog was out of reach for so long that the lease has expired.</summary>
    LeaseExpired,
}
