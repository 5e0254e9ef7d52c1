namespace GetYourMusicStyle.Cli.Server;

/// <summary>The playlist that the server is asked for; what is null is not sent.</summary>
/// <param name="Like">Numbers of tracks, and hashes of contents.</param>
internal sealed record PlaylistBody(
    IReadOnlyList<object>? Like, IReadOnlyDictionary<string, double>? Genres, int Size, int? Seed, bool? IncludeUncertain, string? Name);
