namespace GetYourMusicStyle.Cli.Training;

/// <summary>One file to learn from: its audio, its hash, and what the trainer wants to know of it (<see cref="Columns"/>).</summary>
internal sealed record LabelledFile(string Path, string FullPath, string Sha256, IReadOnlyList<string> Labels)
{
    /// <summary>
    /// The labels: the genre, the song, the group that must stay on one side of a split, the family of sounds, the collection, the
    /// seed it was made with.
    /// </summary>
    public static readonly IReadOnlyList<string> Columns = ["genre", "song", "group", "family", "collection", "seed"];
}
