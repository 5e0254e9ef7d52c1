namespace GetYourMusicStyle.Cli.Playlists;

/// <summary>The playlist that is asked for: like tracks, or of a mix of genres.</summary>
/// <param name="Likes">Files, numbers of tracks, or words that match one; empty for a mix.</param>
/// <param name="Mix">Genres as they were written, with their shares; null for one that is like tracks.</param>
internal sealed record PlaylistOptions(
    IReadOnlyList<string> Likes, IReadOnlyDictionary<string, double>? Mix, int Size, int? Seed, bool IncludeUncertain, string? Name);
