namespace GetYourMusicStyle.Cli.Server;

/// <summary>A job as the server tells it.</summary>
internal sealed record JobResponse
{
    public required Guid Id { get; init; }

    public required string State { get; init; }

    public double Progress { get; init; }

    public ErrorResponse? Error { get; init; }

    public long? TrackId { get; init; }

    public bool Finished => State is "done" or "failed" or "cancelled";
}

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

/// <summary>A stage's queue as the server tells it.</summary>
internal sealed record QueueResponse
{
    public required string Name { get; init; }

    public bool Paused { get; init; }

    public int Waiting { get; init; }

    public int InFlight { get; init; }

    public double RatePerS { get; init; }
}

/// <summary>One failed track of a batch.</summary>
internal sealed record FailedTrackResponse(string Path, Guid JobId, ErrorResponse Error);

/// <summary>Why something failed.</summary>
internal sealed record ErrorResponse
{
    public string? Code { get; init; }

    public string? Message { get; init; }
}

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

/// <summary>A playlist as the server tells it.</summary>
internal sealed record PlaylistResponse(string Name, IReadOnlyList<TrackResponse> Tracks);
