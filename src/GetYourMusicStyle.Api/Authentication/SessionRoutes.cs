using GetYourMusicStyle.Api.Problems;
using GetYourMusicStyle.Catalog.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace GetYourMusicStyle.Api.Authentication;

/// <summary>A key to stay known by.</summary>
/// <param name="Key">One of the server's API keys.</param>
public sealed record NewSession(string? Key);

/// <summary>
/// <c>/session</c>: an API key in a cookie, for browsers, whose audio elements and event sources can send no header. The cookie is out of
/// reach of scripts, and is not sent for the pages of other sites.
/// </summary>
internal static class SessionRoutes
{
    public static void MapSession(this IEndpointRouteBuilder routes)
    {
        var session = routes.MapGroup("/session").WithTags("Session");
        session.MapPost("", Open).AllowAnonymous().ProducesProblem(401);
        session.MapDelete("", Close).RequireScope(ApiScopes.Read);
    }

    /// <summary>Keeps an API key in a cookie of this browser.</summary>
    internal static Results<NoContent, ProblemHttpResult> Open(NewSession session, HttpContext context, ApiKeyStore keys)
    {
        if (keys.IsEmpty)
            return TypedResults.NoContent();
        if (session.Key is not { } key || keys.Find(key) is null)
            return Problem.Of(StatusCodes.Status401Unauthorized, "api-key", "This key does not fit", "The server does not know this key. Its keys are set with Api:Keys.");
        context.Response.Cookies.Append(ApiKeyHandler.Cookie, key, Form(context, TimeSpan.FromDays(30)));
        return TypedResults.NoContent();
    }

    /// <summary>Forgets it.</summary>
    internal static NoContent Close(HttpContext context)
    {
        context.Response.Cookies.Delete(ApiKeyHandler.Cookie, Form(context, null));
        return TypedResults.NoContent();
    }

    private static CookieOptions Form(HttpContext context, TimeSpan? age) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        MaxAge = age,
        Path = "/",
    };
}
