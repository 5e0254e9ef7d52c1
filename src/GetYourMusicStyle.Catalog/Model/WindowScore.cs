namespace GetYourMusicStyle.Catalog.Model;

/// <summary>What one model version says of one window. Key: track, model version, window.</summary>
public sealed class WindowScore
{
    /// <summary>The track.</summary>
    public long TrackId { get; set; }

    /// <summary>The model version.</summary>
    public int ModelVersionId { get; set; }

    /// <summary>Number of the window in its track, from 0.</summary>
    public int Window { get; set; }

    /// <summary>Start in seconds.</summary>
    public float StartSeconds { get; set; }

    /// <summary>End in seconds.</summary>
    public float EndSeconds { get; set; }

    /// <summary>A probability a genre, in the order of the model version; null when the window is silent.</summary>
    public float[]? Probabilities { get; set; }
}
