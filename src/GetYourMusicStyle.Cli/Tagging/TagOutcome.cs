namespace GetYourMusicStyle.Cli.Tagging;

/// <summary>What became of a file that was to be tagged.</summary>
internal enum TagOutcome
{
    /// <summary>Its genres were changed, or would be.</summary>
    Changed,

    /// <summary>Its genres are as they should be.</summary>
    Unchanged,

    /// <summary>The model is not sure enough.</summary>
    Uncertain,

    /// <summary>There is no sound in it.</summary>
    Silent,

    /// <summary>It could not be done.</summary>
    Failed,
}
