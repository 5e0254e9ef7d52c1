namespace GetYourMusicStyle.Catalog.Model;

/// <summary>One distinct audio content. Texts come from the file's own tags: untrusted data, never markup.</summary>
public sealed class Track
{
    /// <summary>Number of the track.</summary>
    public long Id { get; set; }

    /// <summary>SHA-256 of its bytes, 64 lower-case hexadecimal digits; unique.</summary>
    public required string Sha256 { get; set; }

    /// <summary>Size of the audio file in bytes.</summary>
    public required long SizeBytes { get; set; }

    /// <summary>Name it was first uploaded under, without folders.</summary>
    public required string FileName { get; set; }

    /// <summary>Media type, as served with the audio.</summary>
    public required string MediaType { get; set; }

    /// <summary>Title from its tags.</summary>
    public string? Title { get; set; }

    /// <summary>Artist from its tags.</summary>
    public string? Artist { get; set; }

    /// <summary>Album from its tags.</summary>
    public string? Album { get; set; }

    /// <summary>Genre from its tags: what someone else called it.</summary>
    public string? TagGenre { get; set; }

    /// <summary>Decoded length in seconds, once known.</summary>
    public double? DurationSeconds { get; set; }

    /// <summary>Number of windows, once known.</summary>
    public int? WindowCount { get; set; }

    /// <summary>Version of the extractor whose features and log spectrograms are in the object store; null if none are.</summary>
    public string? FeaturesVersion { get; set; }

    /// <summary>Version of the extractor whose PNG files are in the object store; null if none are.</summary>
    public string? SpectrogramImagesVersion { get; set; }

    /// <summary>When it was first uploaded (UTC).</summary>
    public DateTime CreatedAt { get; set; }
}
