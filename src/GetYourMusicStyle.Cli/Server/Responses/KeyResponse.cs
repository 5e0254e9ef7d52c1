namespace GetYourMusicStyle.Cli.Server.Responses;

/// <summary>An API key as the server tells it.</summary>
internal sealed record KeyResponse
{
    public Guid Id { get; init; }

    public required string Name { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime? LastUsedAt { get; init; }

    public DateTime? ExpiresAt { get; init; }
}
