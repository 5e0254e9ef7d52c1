using System.Text.Json;
using GetYourMusicStyle.Api.Problems;
using GetYourMusicStyle.Api.Uploads;
using GetYourMusicStyle.Catalog.Batches;
using GetYourMusicStyle.Contracts.Recommendations;
using GetYourMusicStyle.Recommender;
using GetYourMusicStyle.Recommender.Playlists;
using GetYourMusicStyle.Scoring.Models;

namespace GetYourMusicStyle.Api.Playlists;

/// <summary>A playlist to be made: like some tracks, or of some genres, or of just these tracks; one of the three.</summary>
/// <param name="Like">A track's id or SHA-256, or a list of these, at most 64.</param>
/// <param name="Genres">A genre's name, or an object of names and shares, such as <c>{"Jazz Piano": 60, "Electronic Chill": 40}</c>; any sum will do.</param>
/// <param name="Tracks">The ids of the very tracks, in their order, at most 1,000: for a list that is there already, to get it as a file.</param>
/// <param name="Size">Number of tracks, 1 to 1,000.</param>
/// <param name="Seed">Another number gives another list, the same one the same list; without, the nearest tracks.</param>
/// <param name="Name">What to call it, at most 200 characters; otherwise it is named after what it is like.</param>
/// <param name="IncludeUncertain">Whether tracks of uncertain genre may be in it.</param>
/// <param name="IncludeLiked">Whether the tracks it is to be like come first in it.</param>
/// <param name="Prefix">What to put before the paths in a playlist file, such as <c>/music</c>; at most 1,000 characters.</param>
public sealed record NewPlaylist(
    JsonElement? Like = null, JsonElement? Genres = null, long[]? Tracks = null, int Size = 25, int? Seed = null, string? Name = null, bool IncludeUncertain = false,
    bool IncludeLiked = false, string? Prefix = null)
{
    private const int MaxNameLength = 200;
    private const int MaxPrefixLength = 1000;

    /// <summary>Checks what does not need the catalog.</summary>
    /// <exception cref="ProblemException">Something of it cannot be used.</exception>
    internal void Validate()
    {
        if (new object?[] { Given(Like), Given(Genres), Tracks }.Count(given => given is not null) != 1)
            throw Invalid("Give one of like (a track's id or SHA-256, or a list of them), genres (a name, or names with shares) and tracks (ids).");
        if (Tracks is { Length: 0 or > PlaylistRequest.MostTracks })
            throw Invalid($"tracks must have 1 to {PlaylistRequest.MostTracks} ids.");
        if (Size is < 1 or > PlaylistRequest.MostTracks)
            throw Invalid($"size must be a number from 1 to {PlaylistRequest.MostTracks}.");
        if (Name?.Length > MaxNameLength)
            throw Invalid($"A name may have at most {MaxNameLength} characters.");
        if (Prefix?.Length > MaxPrefixLength)
            throw Invalid($"A prefix may have at most {MaxPrefixLength} characters.");
    }

    /// <summary>The name without what cannot be shown; null if nothing is left of it.</summary>
    internal string? CleanName => Name is { } raw && LibraryPath.Text(raw).Trim() is { Length: > 0 } name ? name : null;

    /// <summary>What a recommender is asked for, where the tracks are not given.</summary>
    /// <exception cref="ProblemException">Something of it cannot be used.</exception>
    internal async Task<MakePlaylist> ReadAsync(SubmissionStore submissions, Ensemble ensemble, CancellationToken cancellation)
    {
        var (like, genres) = (Given(Like), Given(Genres));
        long[] tracks = like is { } some ? await TracksAsync(some, submissions, cancellation) : [];
        var mix = genres is { } shares ? Mix(shares, ensemble) : [];
        return new(ensemble.ModelVersion, tracks, mix, Size, Seed, CleanName, IncludeUncertain, IncludeLiked);
    }

    private static async Task<long[]> TracksAsync(JsonElement like, SubmissionStore submissions, CancellationToken cancellation)
    {
        JsonElement[] several = like.ValueKind == JsonValueKind.Array ? [.. like.EnumerateArray()] : [like];
        if (several.Length is 0 or > SimilarityQuery.MostTracks)
            throw Invalid($"like must have 1 to {SimilarityQuery.MostTracks} tracks.");
        var tracks = new List<long>();
        foreach (var one in several)
            tracks.Add(await TrackAsync(one, submissions, cancellation));
        return [.. tracks.Distinct()];
    }

    private static async Task<long> TrackAsync(JsonElement one, SubmissionStore submissions, CancellationToken cancellation)
    {
        if (one.ValueKind == JsonValueKind.Number && one.TryGetInt64(out long id))
            return id;
        string? hash = one.ValueKind == JsonValueKind.String ? one.GetString()!.ToLowerInvariant() : null;
        if (hash is not { Length: 64 } || !hash.All(char.IsAsciiHexDigitLower))
            throw Invalid("A track in like is given by its id, a whole number, or by its SHA-256, 64 hexadecimal digits.");
        return (await submissions.FindAsync(hash, cancellation))?.Id
            ?? throw new ProblemException(Problem.NotFound($"There is no track with the SHA-256 {hash}: upload it."));
    }

    private static Dictionary<string, double> Mix(JsonElement genres, Ensemble ensemble)
    {
        if (genres.ValueKind == JsonValueKind.String)
            return new() { [GenreNames.Resolve(ensemble, genres.GetString()!)] = 1 };
        if (genres.ValueKind != JsonValueKind.Object)
            throw Invalid("genres must be a name, or an object of names and shares.");
        var mix = new Dictionary<string, double>();
        foreach (var genre in genres.EnumerateObject())
        {
            if (genre.Value.ValueKind != JsonValueKind.Number || !genre.Value.TryGetDouble(out double share) || !double.IsFinite(share) || share < 0)
                throw Invalid("A genre's share must be a number that is not negative.");
            mix[GenreNames.Resolve(ensemble, genre.Name)] = share;
        }
        return mix.Values.Sum() is > 0 and < double.PositiveInfinity ? mix : throw Invalid("The shares of the genres must not all be 0, nor beyond all measure.");
    }

    private static JsonElement? Given(JsonElement? element) => element is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } ? element : null;

    private static ProblemException Invalid(string detail) => new(Problem.BadRequest(detail));
}
