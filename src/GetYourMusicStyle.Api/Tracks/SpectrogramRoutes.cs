using GetYourMusicStyle.Api.Authentication;
using GetYourMusicStyle.Api.Problems;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Catalog.Tracks;
using GetYourMusicStyle.Pipeline.Objects;
using GetYourMusicStyle.Scoring.Models;
using GetYourMusicStyle.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace GetYourMusicStyle.Api.Tracks;

/// <summary>The log spectrograms of a track as images, one by one and all in one.</summary>
internal static class SpectrogramRoutes
{
    private const int MostWidth = 4096;

    public static void MapSpectrograms(this IEndpointRouteBuilder tracks)
    {
        tracks.MapGet("/{id}/spectrogram.png", StripAsync).RequireScope(ApiScopes.Read).Produces<Stream>(200, "image/png").Produces(304).ProducesProblem(400).ProducesProblem(404);
        tracks.MapGet("/{id}/spectrograms/{n}.png", SpectrogramAsync).RequireScope(ApiScopes.Read).Produces<Stream>(200, "image/png").ProducesProblem(404);
    }

    /// <summary>
    /// The log spectrograms of all windows as one strip along the time axis, 100 pixels high, higher frequencies above; the quiet is transparent,
    /// the silent empty. It has an entity tag.
    /// </summary>
    /// <param name="width">Pixels that the whole track spans, 100 to 4096.</param>
    internal static async Task<Results<FileContentHttpResult, StatusCodeHttpResult, ProblemHttpResult>> StripAsync(
        long id, HttpContext http, TrackStore library, Ensemble ensemble, SpectrogramStripReader strips, CancellationToken cancellation, int width = 1200)
    {
        if (width is < 100 or > MostWidth)
            return Problem.BadRequest($"width must be a number from 100 to {MostWidth}.");
        if (await library.FindAsync(id, ensemble.ModelVersion, cancellation) is not { Track: var track })
            return Problem.NoTrack(id);
        if (track.FeaturesVersion is not { } version)
            return NoSpectrograms();
        var tag = new EntityTagHeaderValue($"\"{track.Sha256}-{version}-{width}\"");
        http.Response.GetTypedHeaders().CacheControl = new CacheControlHeaderValue { Private = true, NoCache = true };
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
        {
            http.Response.GetTypedHeaders().ETag = tag;
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }
        try
        {
            using var png = new MemoryStream();
            await strips.WritePngAsync(track.Sha256, version, width, png, cancellation);
            return TypedResults.File(png.ToArray(), "image/png", entityTag: tag);
        }
        catch (Exception e) when (e is ObjectMissingException or ObjectDamagedException)
        {
            return NoSpectrograms();
        }
    }

    /// <summary>The log spectrogram of one window as an image of 100x100 pixels, higher frequencies above.</summary>
    /// <param name="n">Number of the window, from 0.</param>
    internal static async Task<Results<FileContentHttpResult, ProblemHttpResult>> SpectrogramAsync(
        long id, int n, TrackStore library, Ensemble ensemble, SpectrogramReader spectrograms, CancellationToken cancellation)
    {
        if (await library.FindAsync(id, ensemble.ModelVersion, cancellation) is not { Track: var track })
            return Problem.NoTrack(id);
        if (track.FeaturesVersion is not { } version)
            return NoSpectrograms();
        try
        {
            using var png = new MemoryStream();
            return n >= 0 && await spectrograms.WritePngAsync(track.Sha256, version, n, png, cancellation)
                ? TypedResults.File(png.ToArray(), "image/png")
                : Problem.NotFound($"This track has no window {n}; it has {track.WindowCount}, numbered from 0.");
        }
        catch (ObjectMissingException)
        {
            return NoSpectrograms();
        }
    }

    private static ProblemHttpResult NoSpectrograms() =>
        Problem.NotFound("This track has no log spectrograms yet: follow its job, or ask POST /api/v1/reruns for features.");
}
