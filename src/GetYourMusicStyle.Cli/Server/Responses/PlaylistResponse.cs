namespace GetYourMusicStyle.Cli.Server.Responses;

/// <summary>A playlist as the server tells it.</summary>
internal sealed record PlaylistResponse(string Name, IReadOnlyList<TrackResponse> Tracks);
