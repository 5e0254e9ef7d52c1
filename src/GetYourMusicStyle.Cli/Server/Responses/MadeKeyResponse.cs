namespace GetYourMusicStyle.Cli.Server.Responses;

/// <summary>An API key just made.</summary>
internal sealed record MadeKeyResponse
{
    /// <summary>The key itself, told this once.</summary>
    public required string Key { get; init; }
}
