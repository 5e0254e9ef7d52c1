using GetYourMusicStyle.Api.Tracks;
using GetYourMusicStyle.Api.Uploads;
using GetYourMusicStyle.Catalog.Tracks;
using GetYourMusicStyle.Contracts.Recommendations;

namespace GetYourMusicStyle.Api.Playlists;

/// <summary>
/// A track that was recommended: what is known of it, as of any track. While the catalog cannot be reached, only what the recommender knows.
/// </summary>
/// <param name="Path">Path in the library it was submitted from, with forward slashes.</param>
public record FoundTrackJson(
    long Id, string Path, string? Sha256, long? SizeBytes, string FileName, string? MediaType, string? Title, string? Artist, string? Album, string? TagGenre,
    double? DurationS, int? Windows, DateTime? CreatedAt, string? Genre, double? Confidence, bool? Uncertain,
    IReadOnlyDictionary<string, double>? Probabilities, string? ModelVersion, DateTime? ScoredAt)
{
    internal static FoundTrackJson Of(TrackView view, string path)
    {
        var track = TrackJson.Of(view);
        return new(
            track.Id, path, track.Sha256, track.SizeBytes, track.FileName, track.MediaType, track.Title, track.Artist, track.Album, track.TagGenre,
            track.DurationS, track.Windows, track.CreatedAt, track.Genre, track.Confidence, track.Uncertain, track.Probabilities, track.ModelVersion, track.ScoredAt);
    }

    internal static FoundTrackJson Of(DescribedTrack track, IReadOnlyList<string> genres, string modelVersion) => new(
        track.Id, track.Path, null, null, LibraryPath.Name(track.Path), null, track.Title, track.Artist, track.Album, null,
        Rounded.Seconds(track.DurationSeconds), null, null, track.Genre, Rounded.Probability(track.Confidence), track.Uncertain,
        Rounded.ByName([.. genres], track.Probabilities), modelVersion, null);
}

/// <summary>A track like another.</summary>
public sealed record SimilarJson : FoundTrackJson
{
    internal SimilarJson(FoundTrackJson track, double distance)
        : base(track) => Distance = Math.Round(distance, 6);

    /// <summary>How far it is from the other: 0 is the same, and unrelated tracks are about 1 apart.</summary>
    public double Distance { get; }
}

/// <summary>A playlist.</summary>
/// <param name="DurationS">Length of all its tracks in seconds.</param>
/// <param name="Tracks">In the order in which they are played.</param>
public sealed record PlaylistJson(string Name, string ModelVersion, double DurationS, IReadOnlyList<FoundTrackJson> Tracks);
