namespace GetYourMusicStyle.Catalog.Model;

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

    /// <summary>The probability that it is music at all, 0 to 1; 1 where the models do not tell.</summary>
    public double Music { get; set; } = 1;

    /// <summary>Where it lies in the space of the model version in which what sounds alike is near; null where there is none or every window is silent.</summary>
    public float[]? Embedding { get; set; }

    /// <summary>What else is heard in it, strongest first.</summary>
    public List<TrackSound> Sounds { get; } = [];

    /// <summary>When it was scored (UTC).</summary>
    public DateTime ScoredAt { get; set; }

    /// <summary>Number of its last change: where that stands among all changes of the catalog.</summary>
    public long Change { get; set; }
}
