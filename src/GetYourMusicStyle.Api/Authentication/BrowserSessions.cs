using System.Data.Common;
using GetYourMusicStyle.Catalog.Keys;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Api.Authentication;

/// <summary>
/// Signed-in browsers: a cookie of 256 random bits, out of reach of scripts, not sent for pages of other sites, and only over TLS where the page came so.
/// A session ends when it is closed, when nobody used it for <see cref="ApiOptions.SessionHours"/>, and with its key.
/// </summary>
internal sealed class BrowserSessions(IOptions<ApiOptions> options, SessionStore store, KnownKeys keys)
{
    private const string Plain = "gyms-session";
    private static readonly int Length = KeySecret.Create().Length;

    private TimeSpan Lifetime => TimeSpan.FromHours(options.Value.SessionHours);

    /// <summary>Whether the browser sends the cookie of a session, be it open or not.</summary>
    public static bool IsPresent(HttpContext context) => SecretOf(context) is not null;

    /// <summary>Whose browser it is; null if it is not signed in.</summary>
    /// <exception cref="DbException">The catalog is out of reach.</exception>
    public async ValueTask<Caller?> FindAsync(HttpContext context)
    {
        if (SecretOf(context) is not { } secret || await store.FindAsync(secret, context.RequestAborted) is not { } session)
            return null;
        var caller = session.KeyId is { } id ? await keys.OfIdAsync(id) : options.Value.Oidc.IsOn ? new Caller(session.Name, null, session.Scopes) : null;
        if (caller is not null && await store.ProlongAsync(session, Lifetime, context.RequestAborted))
            Write(context, secret);
        return caller;
    }

    /// <summary>Signs the browser in.</summary>
    /// <exception cref="DbException">The catalog is out of reach.</exception>
    public async Task OpenAsync(HttpContext context, Caller caller) =>
        Write(context, await store.OpenAsync(caller.KeyId, caller.Name, caller.Scopes, Lifetime, context.RequestAborted));

    /// <summary>Signs it out.</summary>
    /// <exception cref="DbException">The catalog is out of reach.</exception>
    public async Task CloseAsync(HttpContext context)
    {
        if (SecretOf(context) is { } secret)
            await store.CloseAsync(secret, context.RequestAborted);
        context.Response.Cookies.Delete(NameFor(context.Request), Form(context.Request, null));
    }

    private static string? SecretOf(HttpContext context) =>
        context.Request.Cookies[NameFor(context.Request)] is { } secret && secret.Length == Length ? secret : null;

    private void Write(HttpContext context, string secret) =>
        context.Response.Cookies.Append(NameFor(context.Request), secret, Form(context.Request, Lifetime));

    // Browsers hold a cookie of such a name to what it says: set over TLS, and, for a whole host, by that host alone.
    private static string NameFor(HttpRequest request) =>
        !request.IsHttps ? Plain : request.PathBase.HasValue ? $"__Secure-{Plain}" : $"__Host-{Plain}";

    private static CookieOptions Form(HttpRequest request, TimeSpan? age) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        // A proxy that nobody told us of may have ended TLS: the browser says where the page is from.
        Secure = request.IsHttps || request.Headers.Origin.ToString().StartsWith("https:", StringComparison.OrdinalIgnoreCase),
        MaxAge = age,
        Path = request.PathBase.HasValue ? request.PathBase.Value : "/",
    };
}
