using Microsoft.AspNetCore.Http;

namespace GetYourMusicStyle.Api.Authentication;

/// <summary>Requests that a browser sends for the page of another site, with what it holds for this one: they are given no credit for that.</summary>
internal static class CrossSite
{
    /// <summary>
    /// Whether a request is one. Browsers say so themselves, which no page can change; where they do not (an old one, or plain HTTP), the origin
    /// must be the host that was asked. Its scheme is left out of it: a proxy may have ended TLS.
    /// </summary>
    public static bool Is(HttpRequest request)
    {
        string? site = request.Headers["Sec-Fetch-Site"];
        if (site is not null)
            return site is not ("same-origin" or "none");
        string? origin = request.Headers.Origin;
        return origin is not null && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && IsHost(from, request.Host));
    }

    private static bool IsHost(Uri from, HostString host) =>
        string.Equals(from.Authority, host.Value, StringComparison.OrdinalIgnoreCase)
        || (from.IsDefaultPort && string.Equals($"{from.Host}:{from.Port}", host.Value, StringComparison.OrdinalIgnoreCase));
}
