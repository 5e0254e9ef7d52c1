namespace GetYourMusicStyle.Catalog.Model;

/// <summary>How far the work on a track has come, as the API tells it.</summary>
public enum JobState : short
{
    /// <summary>Accepted; no worker has begun.</summary>
    Queued,

    /// <summary>Audio is being decoded and analysed, or spectrogram images are being rendered.</summary>
    Featurizing,

    /// <summary>Features are stored; the ensemble is next or at work.</summary>
    Scoring,

    /// <summary>Finished; results are in the catalog.</summary>
    Done,

    /// <summary>Given up, with a reason.</summary>
    Failed,

    /// <summary>Stopped on request.</summary>
    Cancelled,
}
