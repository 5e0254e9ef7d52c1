namespace GetYourMusicStyle.Cli.Server;

/// <summary>One failed track of a batch.</summary>
internal sealed record FailedTrackResponse(string Path, Guid JobId, ErrorResponse Error);

/// <summary>Why something failed.</summary>
internal sealed record ErrorResponse
{
    public string? Code { get; init; }

    public string? Message { get; init; }
}
