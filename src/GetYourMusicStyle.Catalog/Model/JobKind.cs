namespace GetYourMusicStyle.Catalog.Model;

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
