namespace GetYourMusicStyle.Catalog.Model;

/// <summary>A sound that one model version hears in a track. Key: track, model version, name. Written with the scores.</summary>
public sealed class TrackSound
{
    /// <summary>The track.</summary>
    public long TrackId { get; set; }

    /// <summary>The model version.</summary>
    public int ModelVersionId { get; set; }

    /// <summary>What it is: <c>piano</c>.</summary>
    public required string Name { get; set; }

    /// <summary>What sort of sound it is: <c>instrument</c>, <c>voice</c>, <c>mood</c> or <c>sound</c>.</summary>
    public required string Kind { get; set; }

    /// <summary>How surely it is heard, 0 to 1.</summary>
    public float Strength { get; set; }
}
