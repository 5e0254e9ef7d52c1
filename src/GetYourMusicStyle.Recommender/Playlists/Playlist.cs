namespace GetYourMusicStyle.Recommender.Playlists;

/// <summary>Tracks in the order in which they should be played.</summary>
public sealed record Playlist(string Name, IReadOnlyList<IndexedTrack> Tracks);
