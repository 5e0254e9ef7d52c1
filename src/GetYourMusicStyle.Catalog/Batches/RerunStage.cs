namespace GetYourMusicStyle.Catalog.Batches;

/// <summary>What is run again.</summary>
public enum RerunStage
{
    /// <summary>Features.</summary>
    Features,

    /// <summary>PNG files of the log spectrograms.</summary>
    Spectrograms,

    /// <summary>Scores, with the model version in use.</summary>
    Scores,
}

/// <summary>How many tracks a re-run would go over.</summary>
/// <param name="Missing">Where results are missing.</param>
/// <param name="All">Everywhere.</param>
public sealed record RerunCount(int Missing, int All);
