using GetYourMusicStyle.Cli.Input;

namespace GetYourMusicStyle.Cli.Training;

/// <summary>One track of your own library, before it is decided whether it can be learned from.</summary>
/// <param name="File">Where it is.</param>
/// <param name="Name">Its path relative to the library: the song's name in all reports.</param>
/// <param name="Genre">What it is said to be; null when nothing says so.</param>
/// <param name="Artist">Who plays; null when unknown.</param>
/// <param name="Sha256">The identity of its bytes; null when they cannot be read.</param>
internal sealed record LibraryTrack(InputFile File, string Name, string? Genre, string? Artist, string? Sha256 = null)
{
    /// <summary>The folders between the library and the file, outermost first.</summary>
    public IReadOnlyList<string> Folders { get; } = Name.Split('/')[..^1];
}
