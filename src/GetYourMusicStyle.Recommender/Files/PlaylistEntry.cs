namespace GetYourMusicStyle.Recommender.Files;

/// <summary>A track as a playlist file names it. Texts and paths come from strangers' files and may hold anything.</summary>
/// <param name="Path">Library-relative path with forward slashes.</param>
/// <param name="DurationSeconds">Length in seconds; null, or no sensible number, if unknown.</param>
/// <param name="Genre">The genre found, not that of its tags.</param>
/// <param name="Identifier">A URI that tells the recording whatever its path, such as <c>urn:sha256:</c> and 64 hexadecimal digits.</param>
public sealed record PlaylistEntry(
    string Path, string? Title, string? Artist, string? Album, double? DurationSeconds, string? Genre, string? Identifier)
{
    /// <summary>The identifier of a content.</summary>
    /// <param name="sha256">SHA-256 of its bytes, 64 hexadecimal digits.</param>
    public static string IdentifierOf(string sha256) => $"urn:sha256:{sha256}";

    internal bool HasDuration => DurationSeconds is >= 0 and < int.MaxValue / 1000;

    /// <summary>The name of the file, without folders and ending: what to show when there is no title.</summary>
    internal string Stem
    {
        get
        {
            string name = Path[(Path.LastIndexOf('/') + 1)..];
            int dot = name.LastIndexOf('.');
            return dot > 0 ? name[..dot] : name;
        }
    }
}
