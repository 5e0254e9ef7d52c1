namespace GetYourMusicStyle.Cli.Server.Responses;

/// <summary>A track as the server tells it; its path only as part of a playlist.</summary>
internal sealed record TrackResponse
{
    public required long Id { get; init; }

    public string? Sha256 { get; init; }

    public required string FileName { get; init; }

    public string? Title { get; init; }

    public string? Artist { get; init; }

    public string? Album { get; init; }

    public double? DurationS { get; init; }

    public string? Genre { get; init; }

    public string? Path { get; init; }
}
