using GetYourMusicStyle.Api.Authentication;
using GetYourMusicStyle.Api.Problems;
using GetYourMusicStyle.Api.Uploads;
using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Catalog.Tracks;
using GetYourMusicStyle.Pipeline.Objects;
using GetYourMusicStyle.Pipeline.Sweeping;
using GetYourMusicStyle.Scoring.Models;
using GetYourMusicStyle.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace GetYourMusicStyle.Api.Tracks;

/// <summary><c>/tracks</c>, apart from uploads.</summary>
internal static class TrackRoutes
{
    public static void MapTracks(this IEndpointRouteBuilder routes, ApiOptions options)
    {
        var tracks = routes.MapGroup("/tracks").WithTags("Tracks");
        tracks.MapUploads(options);
        tracks.MapGet("", TrackListRoutes.ListAsync).RequireScope(ApiScopes.Read).ProducesProblem(400);
        tracks.MapGet("/summary", TrackListRoutes.SummaryAsync).RequireScope(ApiScopes.Read);
        tracks.MapGet("/{id}", FindAsync).RequireScope(ApiScopes.Read).ProducesProblem(404);
        tracks.MapDelete("/{id}", DeleteAsync).RequireScope(ApiScopes.Change).ProducesProblem(404);
        tracks.MapGet("/{id}/timeline", TimelineAsync).RequireScope(ApiScopes.Read).ProducesProblem(404);
        tracks.MapGet("/{id}/timeline.png", TimelineImageAsync).RequireScope(ApiScopes.Read).Produces<Stream>(200, "image/png").ProducesProblem(404);
        tracks.MapMethods("/{id}/audio", [HttpMethods.Get, HttpMethods.Head], AudioAsync).RequireScope(ApiScopes.Read)
            .Produces<Stream>(200, AudioMediaType.Unknown).Produces<Stream>(206, AudioMediaType.Unknown).ProducesProblem(404).ProducesProblem(416);
        tracks.MapSpectrograms();
    }

    /// <summary>Tells what is known of a track.</summary>
    internal static async Task<Results<Ok<TrackDetailJson>, ProblemHttpResult>> FindAsync(
        long id, TrackStore library, JobReader jobs, Ensemble ensemble, CancellationToken cancellation)
    {
        if (await library.FindAsync(id, ensemble.ModelVersion, cancellation) is not { } track)
            return Problem.NoTrack(id);
        return TypedResults.Ok(new TrackDetailJson(track, await library.PathsAsync(id, cancellation), await library.ModelsAsync(id, cancellation), await jobs.LatestAsync(id, cancellation)));
    }

    /// <summary>The genres of a track over time.</summary>
    /// <param name="model">The model version that is asked; default: the one in use, or else the latest that has scored the track.</param>
    internal static async Task<Results<Ok<TimelineJson>, ProblemHttpResult>> TimelineAsync(
        long id, TrackStore library, Ensemble ensemble, CancellationToken cancellation, string? model = null)
    {
        if (await library.TimelineAsync(id, model ?? ensemble.ModelVersion, exact: model is not null, cancellation) is { } timeline)
            return TypedResults.Ok(TimelineJson.Of(timeline));
        return await NoTimelineAsync(id, library, ensemble, cancellation);
    }

    /// <summary>The genres of a track over time as an image.</summary>
    /// <param name="model">The model version that is asked; default: the one in use, or else the latest that has scored the track.</param>
    internal static async Task<Results<FileContentHttpResult, ProblemHttpResult>> TimelineImageAsync(
        long id, TrackStore library, Ensemble ensemble, CancellationToken cancellation, string? model = null)
    {
        if (await library.TimelineAsync(id, model ?? ensemble.ModelVersion, exact: model is not null, cancellation) is not { } timeline)
            return await NoTimelineAsync(id, library, ensemble, cancellation);
        return TypedResults.File(TimelineImage.RenderPng(timeline), "image/png");
    }

    /// <summary>The audio as it was uploaded, whole or a range of it.</summary>
    internal static async Task<Results<AudioResult, ProblemHttpResult>> AudioAsync(
        long id, TrackStore library, Ensemble ensemble, IObjectStore store, CancellationToken cancellation)
    {
        if (await library.FindAsync(id, ensemble.ModelVersion, cancellation) is not { Track: var track })
            return Problem.NoTrack(id);
        return await store.FindAsync(ObjectKeys.Audio(track.Sha256), cancellation) is { } stored
            ? new AudioResult(track, stored, store)
            : Problem.NotFound("The audio of this track is not in the object store any more: upload it again.");
    }

    /// <summary>Removes a track from the catalog, with its results, its audio and all that was made of it.</summary>
    internal static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        long id, TrackStore library, TrackObjects objects, StoreOwnership ownership, CancellationToken cancellation)
    {
        if (await library.DeleteAsync(id, cancellation) is not { } sha256)
            return Problem.NoTrack(id);
        // In a store that is another installation's, its tracks may need the same audio.
        if (await ownership.ObjectionAsync(cancellation) is null)
            await library.DeleteOrphanAsync(sha256, token => objects.DeleteAsync(sha256, token), cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<ProblemHttpResult> NoTimelineAsync(long id, TrackStore library, Ensemble ensemble, CancellationToken cancellation) =>
        await library.FindAsync(id, ensemble.ModelVersion, cancellation) is null
            ? Problem.NoTrack(id)
            : Problem.NotFound("This track has not been scored (by this model) yet: follow its job, or ask POST /api/v1/reruns for scores.");
}
