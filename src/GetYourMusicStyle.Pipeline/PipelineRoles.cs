namespace GetYourMusicStyle.Pipeline;

/// <summary>Which parts of the pipeline a process runs.</summary>
[Flags]
public enum PipelineRoles
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Sends jobs out and sweeps up; consumes nothing. Role <c>api</c>.</summary>
    Dispatch = 1,

    /// <summary>Features, log spectrograms and pictures. Role <c>feature</c>.</summary>
    Feature = 2,

    /// <summary>Scores. Role <c>scoring</c>.</summary>
    Score = 4,

    /// <summary>Keeps the index of the catalog and answers what is like what. Role <c>recommender</c>.</summary>
    Recommend = 8,

    /// <summary>Everything in one process: the embedded form.</summary>
    All = Dispatch | Feature | Score | Recommend,
}
