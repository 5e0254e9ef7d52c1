namespace GetYourMusicStyle.Catalog.Tracks;

/// <summary>What tracks are listed by. Tracks without the value come last, whichever way the list runs.</summary>
public enum TrackSort
{
    /// <summary>When they came.</summary>
    Added,

    /// <summary>Title, or the file name of those without.</summary>
    Title,

    /// <summary>Artist.</summary>
    Artist,

    /// <summary>Verdict.</summary>
    Genre,

    /// <summary>Confidence of the verdict.</summary>
    Confidence,

    /// <summary>Length.</summary>
    Duration,
}

/// <summary>Which tracks, and in which order.</summary>
public sealed record TrackQuery
{
    /// <summary>Only those with this verdict; null for all.</summary>
    public string? Genre { get; init; }

    /// <summary>
    /// Only those with all these words (or beginnings of words) in title, artist, album or file name. SQLite looks inside words too, and sees no
    /// difference between upper and lower case in ASCII only.
    /// </summary>
    public string? Search { get; init; }

    /// <summary>Only tracks in which all of these are heard, by their names; at most 16 of them.</summary>
    public IReadOnlyList<string> Sounds { get; init; } = [];

    /// <summary>Only verdicts the model is not sure of (true), or is sure of (false); null for all tracks.</summary>
    public bool? Uncertain { get; init; }

    /// <summary>What they are listed by. Equal ones follow their ids. Texts in lower case, by their first 100 characters.</summary>
    public TrackSort Sort { get; init; } = TrackSort.Added;

    /// <summary>Whether the largest, or the newest, comes first.</summary>
    public bool Descending { get; init; } = true;

    /// <summary>How many are passed over first; for jumps in a long list, as each costs a look at an index.</summary>
    public int Skip { get; init; }
}

/// <summary>A position in a list of tracks: that of one track, which need not be there any more.</summary>
/// <param name="Key">What the list runs by: text, a number, or null where the track has no such value (always null for <see cref="TrackSort.Added"/>).</param>
/// <param name="Id">The track.</param>
public sealed record TrackPosition(TrackSort Sort, object? Key, long Id);

/// <summary>Part of a list of tracks.</summary>
/// <param name="Next">What follows it begins after this position; null at the end.</param>
public sealed record TrackPage(IReadOnlyList<TrackView> Items, TrackPosition? Next);
