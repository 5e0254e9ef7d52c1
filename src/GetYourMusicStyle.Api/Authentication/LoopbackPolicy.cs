using GetYourMusicStyle.Api.Local;
using Microsoft.AspNetCore.Http;

namespace GetYourMusicStyle.Api.Authentication;

/// <summary>
/// Who may call a server without API keys: programs of this machine's own user, over loopback, to a loopback name (or another site's name could have
/// been bound to 127.0.0.1), not through a proxy, and not from the page of another site in a browser. Whoever cannot be proved to be that is refused.
/// </summary>
internal static class LoopbackPolicy
{
    private static readonly string[] Hosts = ["localhost", "127.0.0.1", "[::1]"];

    // What proxies, tunnels and content networks add; a browser or a program sends none of it.
    private static readonly string[] ProxyHeaders =
    [
        "Forwarded", "Via", "X-Real-IP", "True-Client-IP", "X-Client-IP", "X-Cluster-Client-IP", "X-Remote-IP", "X-Remote-Addr", "X-Originating-IP", "X-Host",
        "X-ProxyUser-Ip", "X-Appengine-User-Ip", "X-Amzn-Trace-Id", "CDN-Loop", "X-Varnish", "X-Accel-Internal",
    ];

    private static readonly string[] ProxyPrefixes =
        ["X-Forwarded", "X-Original-", "X-Envoy-", "CF-", "Fastly-", "Fly-", "X-Azure-", "X-Amz-Cf-", "Ngrok-", "Tailscale-", "Akamai-"];

    /// <summary>Why the request is refused; null if it is admitted.</summary>
    public static string? Violation(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers.Keys.FirstOrDefault(IsOfProxy) is { } header)
            return $"This server has no API keys (Api:Keys), so it may not be called through a proxy, and the call has the header {header}.";
        if (!Hosts.Contains(request.Host.Host, StringComparer.OrdinalIgnoreCase))
            return "This server has no API keys (Api:Keys), so it answers only as localhost, 127.0.0.1 or [::1].";
        if (IsCrossSite(request))
            return "This server has no API keys (Api:Keys), so it does not answer the pages of other sites.";
        if (LocalCaller.Doubt(context) is { } doubt)
            return $"This server has no API keys (Api:Keys), so it answers only programs that its own user runs on its own machine, and {doubt}. Set a key, and call with it.";
        return null;
    }

    // Closer than for callers with a key: no proxy may have changed the scheme.
    private static bool IsCrossSite(HttpRequest request)
    {
        string? site = request.Headers["Sec-Fetch-Site"];
        string? origin = request.Headers.Origin;
        return site is not (null or "same-origin" or "none")
            || (origin is not null && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsOfProxy(string header) =>
        ProxyHeaders.Contains(header, StringComparer.OrdinalIgnoreCase) || ProxyPrefixes.Any(prefix => header.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
