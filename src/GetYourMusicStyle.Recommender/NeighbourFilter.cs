namespace GetYourMusicStyle.Recommender;

/// <summary>Which tracks may be found.</summary>
public sealed record NeighbourFilter
{
    /// <summary>What holds unless said otherwise.</summary>
    public static NeighbourFilter Default { get; } = new();

    /// <summary>Whether tracks of uncertain genre may be found; default no.</summary>
    public bool IncludeUncertain { get; init; }

    /// <summary>Only tracks of this genre; default any.</summary>
    public string? Genre { get; init; }

    /// <summary>Tracks that may not be found, beside those that the query is made of.</summary>
    public IReadOnlySet<long> ExcludedIds { get; init; } = new HashSet<long>();

    /// <summary>Whether a recording may be found more than once, and also if the query is made of it; default no.</summary>
    public bool IncludeDuplicates { get; init; }
}
