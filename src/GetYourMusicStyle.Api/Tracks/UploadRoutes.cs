using GetYourMusicStyle.Api.Authentication;
using GetYourMusicStyle.Api.Jobs;
using GetYourMusicStyle.Api.Problems;
using GetYourMusicStyle.Api.Uploads;
using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Catalog.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace GetYourMusicStyle.Api.Tracks;

/// <summary>How tracks come in: <c>POST /tracks</c> and <c>HEAD /tracks/by-hash/{sha256}</c>.</summary>
internal static class UploadRoutes
{
    private const int EnvelopeBytes = 64 * 1024;    // form fields and part headers
    private const int PollSeconds = 1;

    public static void MapUploads(this IEndpointRouteBuilder tracks, ApiOptions options)
    {
        long most = options.MaxUploadBytes > long.MaxValue - EnvelopeBytes ? long.MaxValue : options.MaxUploadBytes + EnvelopeBytes;
        tracks.MapPost("", UploadAsync).RequireScope(ApiScopes.Add)
            .WithMetadata(new BodyLimit(most))
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413).ProducesProblem(503).ProducesProblem(507)
            .AddOpenApiOperationTransformer(UploadDocument.AddBodyAsync);
        tracks.MapMethods("/by-hash/{sha256}", [HttpMethods.Head], JoinAsync).RequireScope(ApiScopes.Add).Produces(200).ProducesProblem(404);
    }

    /// <summary>
    /// Uploads a track: multipart/form-data with the file as field 'file', or the bare bytes with ?name=. The answer is the job to follow; for bytes
    /// that are here already it is the job they have.
    /// </summary>
    /// <param name="name">Name of the file, where the body is the bare bytes.</param>
    /// <param name="batch">The batch that the track joins; also taken as a form field.</param>
    /// <param name="path">Path in the sender's library; also taken as a form field. Default: the name.</param>
    internal static async Task<Accepted<JobJson>> UploadAsync(
        HttpContext context, Uploader uploader, JobReader jobs, [FromQuery] string? name, [FromQuery] string? batch, [FromQuery] string? path)
    {
        Uploader.ParseBatch(batch);      // before the body is read
        var result = await uploader.UploadAsync(context.Request, context.RequestAborted);
        var job = await jobs.FindAsync(result.JobId, context.RequestAborted)
            ?? throw new ProblemException(Problem.NoJob(result.JobId));
        context.Response.Headers.RetryAfter = $"{PollSeconds}";
        return TypedResults.Accepted(Addresses.Job(result.JobId), JobJson.Of(job));
    }

    /// <summary>
    /// Tells whether these bytes are safely stored, so that they need not be sent; if so, they join the batch as if they had been. Location names the job.
    /// </summary>
    /// <param name="sha256">SHA-256 of the bytes, 64 hexadecimal digits.</param>
    /// <param name="batch">The batch that the track joins.</param>
    /// <param name="path">Path in the sender's library. Default: the name it was first uploaded under.</param>
    internal static async Task<Results<EmptyHttpResult, ProblemHttpResult>> JoinAsync(
        string sha256, HttpContext context, Uploader uploader, CancellationToken cancellation, string? batch = null, string? path = null)
    {
        sha256 = sha256.ToLowerInvariant();
        if (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigitLower))
            return Problem.BadRequest("A SHA-256 has 64 hexadecimal digits.");
        if (await uploader.JoinAsync(sha256, path, Uploader.ParseBatch(batch), cancellation) is not { } result)
            return Problem.NotFound("These bytes are not here: upload them.");
        context.Response.Headers.Location = Addresses.Job(result.JobId);
        context.Response.Headers.Link = $"<{Addresses.Track(result.TrackId)}>; rel=\"item\"";
        return TypedResults.Empty;
    }

    private sealed record BodyLimit(long Bytes) : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => Bytes;
    }
}
