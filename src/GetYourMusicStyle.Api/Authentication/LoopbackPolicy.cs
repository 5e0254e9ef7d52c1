using System.Net;
using Microsoft.AspNetCore.Http;

namespace GetYourMusicStyle.Api.Authentication;

/// <summary>
/// Who may call a server without API keys: this machine's own user, over loopback, to a loopback name (or another site's name could have
/// been bound to 127.0.0.1), not through a proxy, and not from the page of another site in a browser.
/// </summary>
internal static class LoopbackPolicy
{
    private static readonly string[] Hosts = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Why the request is refused; null if it is admitted.</summary>
    public static string? Violation(HttpContext context)
    {
        var request = context.Request;
        if (context.Connection.RemoteIpAddress is { } address && !IPAddress.IsLoopback(address))
            return "This server has no API keys (Api:Keys), so only the machine it runs on may call it.";
        if (request.Headers.ContainsKey("X-Forwarded-For") || request.Headers.ContainsKey("Forwarded"))
            return "This server has no API keys (Api:Keys), so it may not be called through a proxy.";
        if (!Hosts.Contains(request.Host.Host, StringComparer.OrdinalIgnoreCase))
            return "This server has no API keys (Api:Keys), so it answers only as localhost, 127.0.0.1 or [::1].";
        if (IsCrossSite(request))
            return "This server has no API keys (Api:Keys), so it does not answer the pages of other sites.";
        return null;
    }

    /// <summary>Whether a browser sends the request for the page of another site.</summary>
    public static bool IsCrossSite(HttpRequest request)
    {
        string? site = request.Headers["Sec-Fetch-Site"];
        string? origin = request.Headers.Origin;
        return site is not (null or "same-origin" or "none")
            || (origin is not null && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase));
    }
}
