namespace GetYourMusicStyle.Catalog;

/// <summary>How far the work on a track has come, as the API tells it.</summary>
public enum JobState : short
{
    /// <summary>Accepted; no worker has begun.</summary>
    Queued,

    /// <summary>Audio is being decoded and analysed, or pictures are being drawn.</summary>
    Featurizing,

    /// <summary>Features are stored; the ensemble is next or at work.</summary>
    Scoring,

    /// <summary>Finished; results are in the catalog.</summary>
    Done,

    /// <summary>Given up, with a reason.</summary>
    Failed,

    /// <summary>Stopped at someone's wish.</summary>
    Cancelled,
}

/// <summary>A step of the work, with workers and queues of its own.</summary>
public enum Stage : short
{
    /// <summary>Audio to features and log spectrograms.</summary>
    Feature,

    /// <summary>Features and log spectrograms to genre probabilities.</summary>
    Score,

    /// <summary>Log spectrograms to PNG files.</summary>
    Picture,
}

/// <summary>Which of a stage's queues a job waits in, so that nobody waits behind work that is not urgent or very long.</summary>
public enum Lane : short
{
    /// <summary>A single upload that someone waits for.</summary>
    Interactive,

    /// <summary>One of many: an import or a re-run.</summary>
    Bulk,

    /// <summary>A file so large that it would hold up others.</summary>
    Slow,
}

/// <summary>What a job is for, and so which stages it goes through.</summary>
public enum JobKind : short
{
    /// <summary>An upload: features, then scores.</summary>
    Classify,

    /// <summary>Re-run: features only.</summary>
    Features,

    /// <summary>Re-run: scores of the model version in use; features first where they are missing.</summary>
    Scores,

    /// <summary>A PNG a window; features first where they are missing.</summary>
    Spectrograms,
}

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

/// <summary>Where the tracks of a batch came from.</summary>
public enum BatchKind : short
{
    /// <summary>Uploads.</summary>
    Import,

    /// <summary>A stage run again over tracks of the catalog.</summary>
    Rerun,
}
