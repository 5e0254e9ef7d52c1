namespace GetYourMusicStyle.Cli.Tagging;

/// <summary>The genres in a file's tags now.</summary>
/// <param name="Path">The file itself, where a link was named.</param>
/// <param name="Stamp">Tells whether the file has been changed since.</param>
/// <param name="Links">Names that the file has; more than one for hard links.</param>
internal sealed record FileTags(string Path, IReadOnlyList<string> Genres, IReadOnlyList<long> Stamp, int Links);
