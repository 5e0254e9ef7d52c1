namespace GetYourMusicStyle.Cli.Server.Responses;

/// <summary>Why something failed.</summary>
internal sealed record ErrorResponse
{
    public string? Code { get; init; }

    public string? Message { get; init; }
}
