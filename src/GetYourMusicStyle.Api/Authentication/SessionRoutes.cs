using GetYourMusicStyle.Api.Problems;
using GetYourMusicStyle.Catalog.Keys;
using GetYourMusicStyle.Catalog.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Api.Authentication;

/// <summary>A key to sign in with.</summary>
/// <param name="Key">One of the server's API keys.</param>
public sealed record NewSession(string? Key);

/// <summary>Who calls.</summary>
/// <param name="Name">Name of the key or of the person; 'local' for this machine's own user at a server without keys.</param>
/// <param name="Scopes">What the caller may do, out of read, add, change and admin.</param>
/// <param name="SignedIn">Whether a cookie says so, which DELETE /session ends.</param>
public sealed record SessionJson(string Name, IReadOnlyList<string> Scopes, bool SignedIn);

/// <summary><c>/session</c>: an API key for a cookie, as browsers need it, whose audio elements and event sources can send no header.</summary>
internal static class SessionRoutes
{
    public static void MapSession(this IEndpointRouteBuilder routes)
    {
        var session = routes.MapGroup("/session").WithTags("Session");
        session.MapGet("", Tell).RequireScope(ApiScopes.None);
        session.MapPost("", OpenAsync).AllowAnonymous().ProducesProblem(401);
        session.MapDelete("", CloseAsync).RequireScope(ApiScopes.None);
        routes.MapDelete("/sessions", CloseAllAsync).RequireScope(ApiScopes.Admin).WithTags("Session");
    }

    /// <summary>Tells who calls, and what the caller may do.</summary>
    internal static Ok<SessionJson> Tell(HttpContext context)
    {
        var caller = context.CallerOf();
        return TypedResults.Ok(new SessionJson(caller.Name, ScopeNames.Of(caller.Scopes), BrowserSessions.IsPresent(context)));
    }

    /// <summary>Signs this browser in with an API key: it is sent a cookie, which stands for the key and is not the key.</summary>
    internal static async Task<Results<NoContent, ProblemHttpResult>> OpenAsync(
        NewSession session, HttpContext context, IOptions<ApiOptions> options, KnownKeys keys, KeyTries tries, BrowserSessions sessions)
    {
        if (!options.Value.KnowsPeople && await keys.AreNoneAsync())
            return TypedResults.NoContent();
        var tried = session.Key is { } key && !CrossSite.Is(context.Request) ? await tries.TryAsync(context, key) : default;
        if (tried.TooMany)
            return KeyTries.TooMany;
        if (tried.Caller is not { } caller)
            return Problem.Of(StatusCodes.Status401Unauthorized, "api-key", "This key does not fit", "The server does not know this key. Whoever runs it makes keys with 'gyms keys add'.");
        await sessions.OpenAsync(context, caller);
        return TypedResults.NoContent();
    }

    /// <summary>Signs this browser out.</summary>
    internal static async Task<NoContent> CloseAsync(HttpContext context, BrowserSessions sessions)
    {
        await sessions.CloseAsync(context);
        return TypedResults.NoContent();
    }

    /// <summary>Signs all browsers out, or those that signed in with one key; they need a key again.</summary>
    /// <param name="key">Id of a key; none: all of them.</param>
    internal static async Task<NoContent> CloseAllAsync(SessionStore sessions, CancellationToken cancellation, Guid? key = null)
    {
        await sessions.CloseAllAsync(key, cancellation);
        return TypedResults.NoContent();
    }
}
