namespace GetYourMusicStyle.Recommender.Playlists;

/// <summary>What a playlist should be.</summary>
public sealed record PlaylistRequest
{
    /// <summary>The most tracks of a list.</summary>
    public const int MostTracks = 1000;

    /// <summary>What it should be like. A mix of genres is also kept in the shares of the list.</summary>
    public required SimilarityQuery Query { get; init; }

    /// <summary>Number of tracks, 1 to <see cref="MostTracks"/>; default 25. A list is shorter where there are not so many.</summary>
    public int Size { get; init; } = 25;

    /// <summary>Another seed gives another good list; none gives the nearest tracks.</summary>
    public int? Seed { get; init; }

    /// <summary>Whether tracks of uncertain genre may be in it; default no.</summary>
    public bool IncludeUncertain { get; init; }

    /// <summary>Whether the tracks it should be like come first in it; default no.</summary>
    public bool IncludeLiked { get; init; }

    /// <summary>Tracks that may not be in it.</summary>
    public IReadOnlySet<long> ExcludedIds { get; init; } = new HashSet<long>();

    /// <summary>Its name; if not given, it is named after what it is like.</summary>
    public string? Name { get; init; }
}
