namespace GetYourMusicStyle.Cli.Tagging;

/// <summary>What a file had before it was first tagged, and what was written to it since, as long as nothing else changed it.</summary>
internal sealed record TagHistory(IReadOnlyList<string> Original)
{
    public List<IReadOnlyList<string>> Written { get; } = [];

    /// <summary>Whether a file with these genres is as the journal left it.</summary>
    public bool Contains(IReadOnlyList<string> genres) => genres.SequenceEqual(Original) || Written.Any(genres.SequenceEqual);
}
