namespace GetYourMusicStyle.Catalog.Model;

/// <summary>Who holds a job at the moment. See <see cref="Job.DueAt"/>.</summary>
public enum Lease : short
{
    /// <summary>Nobody: it may be sent from <see cref="Job.DueAt"/> on.</summary>
    None,

    /// <summary>A message is on its way; if no worker has begun at <see cref="Job.DueAt"/>, it was lost.</summary>
    Sent,

    /// <summary>A worker is at it and moves <see cref="Job.DueAt"/> on; if that passes, the worker is gone.</summary>
    Begun,
}
