namespace GetYourMusicStyle.Recommender;

/// <summary>Tracks in the order in which they should be played.</summary>
public sealed record Playlist(string Name, IReadOnlyList<RatedTrack> Tracks);
