using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace GetYourMusicStyle.Api.WebPage;

/// <summary>
/// What browsers are told with every answer, also with errors: to run nothing of it, to guess no type, to show it in no frame, to give it to no
/// other site, and to keep to TLS where it came by TLS. What an answer says itself, as the page and audio do, is left as it is.
/// </summary>
public static class SecurityHeaders
{
    /// <summary>For whatever is not a page: nothing in it is loaded or run, should a browser show it.</summary>
    internal const string NothingRuns = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

    private static readonly (string Name, string Value)[] _headers =
    [
        ("Content-Security-Policy", NothingRuns),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "microphone=(), camera=(), geolocation=()"),
        ("Cache-Control", "no-store"),
    ];

    /// <summary>Adds the headers. To be called before all that answers.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(Add, context);
        return next(context);
    });

    private static Task Add(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        foreach (var (name, value) in _headers)
            headers.TryAdd(name, value);
        if (context.Request.IsHttps && context.Request.Host.Host != "localhost")
            headers.TryAdd("Strict-Transport-Security", "max-age=31536000");
        return Task.CompletedTask;
    }
}
