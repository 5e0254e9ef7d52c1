namespace GetYourMusicStyle.Cli.Server.Responses;

/// <summary>A stage's queue as the server tells it.</summary>
internal sealed record QueueResponse
{
    public required string Name { get; init; }

    public bool Paused { get; init; }

    public int Waiting { get; init; }

    public int InFlight { get; init; }

    public int WaitingForServers { get; init; }

    public double RatePerS { get; init; }
}
