namespace GetYourMusicStyle.Catalog.Model;

/// <summary>Who holds a job at the moment; <c>DueAt</c> of the job says until when.</summary>
public enum Lease : short
{
    /// <summary>Nobody: it may be sent from <c>DueAt</c> on.</summary>
    None,

    /// <summary>A message is on its way; if no worker has begun at <c>DueAt</c>, it was lost.</summary>
    Sent,

    /// <summary>A worker is at it and moves <c>DueAt</c> on; if that passes, the worker has crashed.</summary>
    Begun,
}
