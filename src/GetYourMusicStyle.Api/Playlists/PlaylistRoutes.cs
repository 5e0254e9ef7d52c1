using GetYourMusicStyle.Api.Authentication;
using GetYourMusicStyle.Api.Paging;
using GetYourMusicStyle.Api.Uploads;
using GetYourMusicStyle.Catalog.Batches;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Recommender.Files;
using GetYourMusicStyle.RecommenderService.Client;
using GetYourMusicStyle.Scoring.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace GetYourMusicStyle.Api.Playlists;

/// <summary><c>/playlists</c> and <c>/tracks/{id}/similar</c>.</summary>
internal static class PlaylistRoutes
{
    private const int MostSimilar = 200;

    public static void MapPlaylists(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/tracks/{id}/similar", SimilarAsync).RequireScope(ApiScopes.Read).WithTags("Tracks")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(503);
        routes.MapPost("/playlists", MakeAsync).RequireScope(ApiScopes.Read).WithTags("Playlists")
            .Produces<PlaylistJson>(200, PlaylistRepresentation.All[0].MediaType, [.. PlaylistRepresentation.All.Skip(1).Select(one => one.MediaType)])
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(406).ProducesProblem(409).ProducesProblem(503);
    }

    /// <summary>The tracks most like one, nearest first: by its mix of genres and by its sound. No recording comes twice.</summary>
    /// <param name="limit">At most so many, 1 to 200.</param>
    /// <param name="genre">Only tracks with this verdict.</param>
    /// <param name="includeUncertain">Whether tracks of uncertain genre are among them.</param>
    internal static async Task<Ok<Page<SimilarJson>>> SimilarAsync(
        long id, RecommenderClient recommender, RecommendedTracks tracks, Ensemble ensemble, CancellationToken cancellation, int limit = 20, string? genre = null,
        [FromQuery(Name = "include_uncertain")] bool includeUncertain = false)
    {
        Limit.Check(limit, MostSimilar);
        string? known = genre is null ? null : GenreNames.Resolve(ensemble, genre);
        var found = await recommender.FindSimilarAsync(id, limit, known, includeUncertain, cancellation);
        if (!found.Known)
            throw await tracks.ExplainAsync(id, cancellation);
        var distances = found.Ids.Zip(found.Distances).ToDictionary(pair => pair.First, pair => pair.Second);
        return TypedResults.Ok(new Page<SimilarJson>(
            [.. (await tracks.DescribeAsync(found.Ids, cancellation)).Select(track => new SimilarJson(track, distances[track.Id]))]));
    }

    /// <summary>
    /// Makes a playlist that flows: like some tracks or of a mix of genres, no artist twice in a row where that can be avoided, no recording twice.
    /// Or takes the tracks given. As JSON, or as a file (M3U8, XSPF, JSPF) for whoever asks so in Accept.
    /// </summary>
    internal static async Task<IResult> MakeAsync(
        NewPlaylist playlist, HttpContext context, RecommenderClient recommender, RecommendedTracks tracks, SubmissionStore submissions, Ensemble ensemble,
        CancellationToken cancellation)
    {
        var representation = PlaylistRepresentation.Of(context.Request);
        playlist.Validate();
        var made = playlist.Tracks is { } given
            ? new(playlist.CleanName ?? "Playlist", given, [])
            : await recommender.MakePlaylistAsync(await playlist.ReadAsync(submissions, ensemble, cancellation), cancellation);
        if (made.Unknown is [var unknown, ..])
            throw await tracks.ExplainAsync(unknown, cancellation);
        var list = await tracks.DescribeAsync(made.Ids, cancellation);
        if (representation.Format is not { } format)
        {
            double seconds = list.Sum(track => track.DurationS ?? 0);
            return TypedResults.Ok(new PlaylistJson(made.Name, ensemble.ModelVersion, Math.Round(seconds, 3), list));
        }
        using var file = new MemoryStream();
        PlaylistFile.Write(file, format, made.Name, [.. list.Select(Entry)], playlist.Prefix);
        return TypedResults.File(file.ToArray(), $"{representation.MediaType}; charset=utf-8", FileName(made.Name) + format.Ending());
    }

    private static PlaylistEntry Entry(FoundTrackJson track) => new(
        track.Path, track.Title, track.Artist, track.Album, track.DurationS, track.Genre, track.Sha256 is { } hash ? PlaylistEntry.IdentifierOf(hash) : null);

    private static string FileName(string name) => string.Join('-', LibraryPath.Text(name).Split('/', '\\', ':', '"')).Trim() is { Length: > 0 } kept ? kept : "playlist";
}
