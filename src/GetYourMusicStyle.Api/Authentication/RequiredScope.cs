using GetYourMusicStyle.Catalog.Model;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GetYourMusicStyle.Api.Authentication;

/// <summary>What a caller needs for an endpoint: metadata of it.</summary>
/// <param name="Scope">One scope.</param>
public sealed record RequiredScope(ApiScopes Scope);

/// <summary>Puts scopes on endpoints.</summary>
public static class RequiredScopeExtensions
{
    /// <summary>Lets in only callers with this scope. An endpoint that says nothing needs <see cref="ApiScopes.Admin"/>.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder endpoint, ApiScopes scope)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new RequiredScope(scope));
}

/// <summary>The policy of every endpoint that does not let in everybody: the caller has the scope it names.</summary>
internal sealed class ScopeAuthorization : AuthorizationHandler<ScopeAuthorization>, IAuthorizationRequirement
{
    /// <summary>The scope that a request needs; none at an address where nothing is.</summary>
    public static ApiScopes Needed(HttpContext context) => context.GetEndpoint() is not RouteEndpoint endpoint
        ? ApiScopes.None
        : endpoint.Metadata.GetMetadata<RequiredScope>()?.Scope ?? ApiScopes.Admin;

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ScopeAuthorization requirement)
    {
        if (context.Resource is HttpContext http && Caller.Of(context.User).Scopes.HasFlag(Needed(http)))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
