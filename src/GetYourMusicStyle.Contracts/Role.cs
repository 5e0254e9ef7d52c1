namespace GetYourMusicStyle.Contracts;

/// <summary>Which parts one process runs.</summary>
[Flags]
public enum Role
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>HTTP interface, dispatcher and sweeper.</summary>
    Api = 1,

    /// <summary>Audio to features, log spectrograms and their images.</summary>
    Feature = 2,

    /// <summary>Features to genre probabilities.</summary>
    Scoring = 4,

    /// <summary>Similar tracks and playlists, from an index in memory.</summary>
    Recommender = 8,

    /// <summary>Everything: the embedded form.</summary>
    All = Api | Feature | Scoring | Recommender,
}
