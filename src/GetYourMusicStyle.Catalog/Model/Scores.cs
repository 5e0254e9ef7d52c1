namespace GetYourMusicStyle.Catalog;

/// <summary>An ensemble that has scored tracks; results of two versions never share a row.</summary>
public sealed class ModelVersion
{
    /// <summary>Number of the version: short, as it is in every window's row.</summary>
    public int Id { get; set; }

    /// <summary>SHA-256 of manifest, models and ensemble name; unique.</summary>
    public required string Hash { get; set; }

    /// <summary>What its makers call it.</summary>
    public required string Name { get; set; }

    /// <summary>The genres, in the order of every probability vector.</summary>
    public required string[] Genres { get; set; }

    /// <summary>When it first scored (UTC).</summary>
    public DateTime CreatedAt { get; set; }
}

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

/// <summary>What one model version says of a whole track. Key: track, model version.</summary>
public sealed class TrackSummary
{
    /// <summary>The track.</summary>
    public long TrackId { get; set; }

    /// <summary>The model version.</summary>
    public int ModelVersionId { get; set; }

    /// <summary>The likeliest genre; null when every window is silent.</summary>
    public string? Genre { get; set; }

    /// <summary>Calibrated probability that it is right, 0 to 1.</summary>
    public double Confidence { get; set; }

    /// <summary>Whether the confidence is below the ensemble's threshold.</summary>
    public bool Uncertain { get; set; }

    /// <summary>Mean probability a genre; null when every window is silent.</summary>
    public float[]? Probabilities { get; set; }

    /// <summary>When it was scored (UTC).</summary>
    public DateTime ScoredAt { get; set; }

    /// <summary>Place among all changes, see <see cref="IndexMark"/>.</summary>
    public long Change { get; set; }
}

/// <summary>
/// What a track sounds like: mean and standard deviation of each feature over the windows that are not silent, raw. Key: track. Written with the
/// scores; a track that was scored before there were such rows has none.
/// </summary>
public sealed class SoundSummary
{
    /// <summary>The track.</summary>
    public long TrackId { get; set; }

    /// <summary>Version of the extractor that the features come from: sounds of two versions are not compared.</summary>
    public required string FeaturesVersion { get; set; }

    /// <summary>A mean a feature.</summary>
    public required float[] Means { get; set; }

    /// <summary>A standard deviation a feature.</summary>
    public required float[] Spreads { get; set; }
}

/// <summary>That there was a track, for those who keep a copy of the catalog; forgotten after a while.</summary>
public sealed class TrackDeletion
{
    /// <summary>The track; its number is never given again.</summary>
    public long TrackId { get; set; }

    /// <summary>Place among all changes, see <see cref="IndexMark"/>.</summary>
    public long Change { get; set; }

    /// <summary>When it was deleted (UTC).</summary>
    public DateTime DeletedAt { get; set; }
}
