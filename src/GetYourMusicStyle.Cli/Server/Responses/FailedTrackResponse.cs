namespace GetYourMusicStyle.Cli.Server.Responses;

/// <summary>One failed track of a batch.</summary>
internal sealed record FailedTrackResponse(string Path, Guid JobId, ErrorResponse Error);
