using GetYourMusicStyle.Catalog.Keys;
using GetYourMusicStyle.Catalog.Model;
using Microsoft.AspNetCore.Http;

namespace GetYourMusicStyle.Api.Authentication;

/// <summary>People whom others know: a trusted proxy that names them in a header, or a provider of identities.</summary>
internal static class ProxyUser
{
    private const int MaxName = 200;

    /// <summary>Whom a trusted proxy names; null if it names nobody, or the request came another way.</summary>
    public static Caller? Of(HttpContext context, ApiOptions options)
    {
        if (string.IsNullOrEmpty(options.UserHeader) || !TrustedProxies.WasPassed(context) || context.Request.Headers[options.UserHeader] is not [{ } name])
            return null;
        var groups = context.Request.Headers[options.GroupsHeader].SelectMany(line => (line ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        return Named(name, groups, options);
    }

    /// <summary>A person of some groups; null if the name is none.</summary>
    public static Caller? Named(string? name, IEnumerable<string> groups, ApiOptions options)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > MaxName || name.Any(char.IsControl))
            return null;
        ApiScopes[] roles = [.. groups.Where(options.Roles.ContainsKey).Select(group => options.Roles[group])];
        return new Caller(name.Trim(), null, ScopeNames.Including(roles.Length > 0 ? roles.Max() : options.UserScope));
    }
}
