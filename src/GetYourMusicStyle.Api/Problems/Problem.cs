using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GetYourMusicStyle.Api.Problems;

/// <summary>
/// The answers to what goes wrong, as <c>application/problem+json</c> (RFC 9457). Their <c>type</c> is stable, and their <c>detail</c> says what to do.
/// </summary>
internal static class Problem
{
    /// <summary>Extension member, and source of the header, that says after how many seconds to try again.</summary>
    public const string RetryAfter = "retry_after_s";

    /// <summary>Extension member that says where people sign in at a provider of identities.</summary>
    public const string SignIn = "sign_in";

    private const string Types = "urn:getyourmusicstyle:problem:";

    public static ProblemHttpResult Of(int status, string type, string title, string detail, int? retryAfterSeconds = null) =>
        TypedResults.Problem(
            detail, statusCode: status, title: title, type: Types + type,
            extensions: retryAfterSeconds is { } seconds ? new Dictionary<string, object?> { [RetryAfter] = seconds } : null);

    public static ProblemHttpResult NoJob(Guid id) => Missing("job", id);

    public static ProblemHttpResult NoBatch(Guid id) => Missing("batch", id);

    public static ProblemHttpResult NoTrack(long id) => Missing("track", id);

    public static ProblemHttpResult NotFound(string detail) => Of(StatusCodes.Status404NotFound, "not-found", "Not found", detail);

    public static ProblemHttpResult BadRequest(string detail) => Of(StatusCodes.Status400BadRequest, "bad-request", "The request cannot be understood", detail);

    public static ProblemHttpResult Conflict(string type, string detail) => Of(StatusCodes.Status409Conflict, type, "The present state does not allow this", detail);

    public static ProblemHttpResult Busy(string type, string detail, int seconds) =>
        Of(StatusCodes.Status503ServiceUnavailable, type, "Not possible at the moment", detail, seconds);

    /// <summary>The problem for an answer that has nothing but a status.</summary>
    public static ProblemHttpResult OfStatus(int status) => status switch
    {
        404 => NotFound("There is nothing at this address. /openapi/v1.json lists the addresses there are."),
        405 => Of(status, "method-not-allowed", "Method not allowed", "The Allow header names the methods of this address."),
        413 => Of(status, "too-large", "The request is too large", "Send a smaller request; an operator can raise Api:MaxUploadBytes."),
        415 => Of(status, "unsupported-media-type", "Unsupported media type", "Send JSON as application/json."),
        < 500 => Of(status, "bad-request", "The request cannot be understood", "/openapi/v1.json describes what this address takes."),
        _ => Of(status, "internal", "Something went wrong here", "Try again; if it happens again, give the operator the traceId."),
    };

    /// <summary>Writes a problem as the answer.</summary>
    public static Task WriteAsync(HttpContext context, ProblemHttpResult problem)
    {
        if (problem.ProblemDetails.Extensions.TryGetValue(RetryAfter, out object? seconds))
            context.Response.Headers.RetryAfter = seconds!.ToString();
        return problem.ExecuteAsync(context);
    }

    private static ProblemHttpResult Missing(string what, object id) =>
        NotFound($"There is no {what} {id}. It may have been deleted, or the number belongs to another server.");
}
