namespace GetYourMusicStyle.Cli.Server.Responses;

/// <summary>A batch as the server tells it.</summary>
internal sealed record BatchResponse
{
    public required Guid Id { get; init; }

    public string? Name { get; init; }

    public int Total { get; init; }

    public required IReadOnlyDictionary<string, int> Counts { get; init; }

    public double RatePerS { get; init; }

    public double? TimeLeftS { get; init; }

    public IReadOnlyDictionary<string, int> Failures { get; init; } = new Dictionary<string, int>();

    public int Count(string state) => Counts.GetValueOrDefault(state);

    /// <summary>Tracks with nothing left to do.</summary>
    public int Ended => Count("done") + Count("failed") + Count("cancelled");
}
