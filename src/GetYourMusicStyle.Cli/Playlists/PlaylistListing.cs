using GetYourMusicStyle.Recommender.Files;

namespace GetYourMusicStyle.Cli.Playlists;

/// <summary>A playlist, ready to be written.</summary>
internal sealed record PlaylistListing(string Name, IReadOnlyList<PlaylistEntry> Entries);
