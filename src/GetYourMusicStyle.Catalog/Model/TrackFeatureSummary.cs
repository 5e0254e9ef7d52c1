namespace GetYourMusicStyle.Catalog.Model;

/// <summary>
/// Mean and standard deviation of each feature over the windows that are not silent, raw. Key: track. Written with the
/// scores; a track that was scored before there were such rows has none.
/// </summary>
public sealed class TrackFeatureSummary
{
    /// <summary>The track.</summary>
    public long TrackId { get; set; }

    /// <summary>Version of the extractor that the features come from: those of two versions are not compared.</summary>
    public required string FeaturesVersion { get; set; }

    /// <summary>A mean a feature.</summary>
    public required float[] Means { get; set; }

    /// <summary>A standard deviation a feature.</summary>
    public required float[] StandardDeviations { get; set; }
}
