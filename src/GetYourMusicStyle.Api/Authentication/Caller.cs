using System.Globalization;
using System.Security.Claims;
using GetYourMusicStyle.Catalog.Model;
using Microsoft.AspNetCore.Http;

namespace GetYourMusicStyle.Api.Authentication;

/// <summary>Who sent a request.</summary>
/// <param name="Name">Name of the key or of the person; <see cref="Local"/> for this machine's own user where there are no keys.</param>
/// <param name="KeyId">The key, also where a session that it opened stands for it; null where there was none.</param>
/// <param name="Scopes">What it may do.</param>
internal sealed record Caller(string Name, Guid? KeyId, ApiScopes Scopes)
{
    private const string KeyClaim = "key_id", ScopeClaim = "scopes";

    /// <summary>This machine's own user, at a server without keys.</summary>
    public static Caller Local { get; } = new("local", null, ApiScopes.All);

    /// <summary>Nobody: what a request without a key is, where such are let in.</summary>
    public static Caller Nobody { get; } = new("", null, ApiScopes.None);

    /// <summary>The caller as the framework carries it.</summary>
    /// <param name="scheme">How it was known.</param>
    public ClaimsPrincipal ToPrincipal(string scheme)
    {
        List<Claim> claims = [new(ClaimTypes.Name, Name), new(ScopeClaim, Scopes.ToString("D"))];
        if (KeyId is { } id)
            claims.Add(new(KeyClaim, $"{id}"));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));
    }

    /// <summary>The caller that <see cref="ToPrincipal"/> made a principal of; <see cref="Nobody"/> if it is of none.</summary>
    public static Caller Of(ClaimsPrincipal principal) => principal.Identity is { IsAuthenticated: true, Name: { } name }
        ? new(
            name,
            Guid.TryParse(principal.FindFirstValue(KeyClaim), out var id) ? id : null,
            short.TryParse(principal.FindFirstValue(ScopeClaim), CultureInfo.InvariantCulture, out short scopes) ? (ApiScopes)scopes : ApiScopes.None)
        : Nobody;
}

/// <summary>The caller of a request.</summary>
internal static class CallerExtensions
{
    /// <summary>Who sent the request, after authentication; <see cref="Caller.Nobody"/> before it, or without a key.</summary>
    public static Caller CallerOf(this HttpContext context) => Caller.Of(context.User);
}
