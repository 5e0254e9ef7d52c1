namespace GetYourMusicStyle.Cli.Server.Responses;

/// <summary>A job as the server tells it.</summary>
internal sealed record JobResponse
{
    public required Guid Id { get; init; }

    public required string State { get; init; }

    public double Progress { get; init; }

    public ErrorResponse? Error { get; init; }

    public string? WaitingFor { get; init; }

    public long? TrackId { get; init; }

    public bool Finished => State is "done" or "failed" or "cancelled";
}
