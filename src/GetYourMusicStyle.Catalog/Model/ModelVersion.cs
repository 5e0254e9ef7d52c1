namespace GetYourMusicStyle.Catalog.Model;

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
