using GetYourMusicStyle.Api.Problems;
using GetYourMusicStyle.Catalog.Model;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace GetYourMusicStyle.Api.Authentication;

/// <summary>
/// Signing in at a provider of identities: the browser goes there and comes back with a code, and gets a session like any other. Nothing of the
/// provider's is kept.
/// </summary>
internal static class OidcSignIn
{
    /// <summary>Where a browser is sent to sign in.</summary>
    public const string Path = Addresses.Root + "/session/provider";

    private const string SchemeName = "Oidc";

    // What AddOpenIdConnect does, but only where there is a provider: a scheme that is there is asked at every request.
    public static void AddOidcSignIn(this IServiceCollection services)
    {
        services.AddOptions<AuthenticationOptions>().Configure<IOptions<ApiOptions>>((schemes, api) =>
        {
            if (api.Value.Oidc.IsOn)
                schemes.AddScheme<OpenIdConnectHandler>(SchemeName, null);
        });
        services.AddTransient<OpenIdConnectHandler>();
        services.AddOptions<OpenIdConnectOptions>(SchemeName).Configure<IOptions<ApiOptions>>((oidc, api) => Configure(oidc, api.Value.Oidc));
        services.AddSingleton<IPostConfigureOptions<OpenIdConnectOptions>, OpenIdConnectPostConfigureOptions>();
    }

    public static void MapOidcSignIn(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/session/provider", Start).AllowAnonymous().WithTags("Session").Produces(302).ProducesProblem(404);

    /// <summary>Sends this browser to the provider of identities, if the server has one (Api:Oidc). It comes back signed in.</summary>
    internal static Results<ChallengeHttpResult, ProblemHttpResult> Start(HttpContext context, IOptions<ApiOptions> options) => options.Value.Oidc.IsOn
        ? TypedResults.Challenge(new AuthenticationProperties { RedirectUri = $"{context.Request.PathBase}/" }, [SchemeName])
        : Problem.NotFound("This server has no provider of identities (Api:Oidc).");

    private static void Configure(OpenIdConnectOptions oidc, OidcOptions options)
    {
        oidc.Authority = options.Authority;
        oidc.ClientId = options.ClientId;
        oidc.ClientSecret = options.ClientSecret;
        oidc.RequireHttpsMetadata = !new Uri(options.Authority!).IsLoopback;
        oidc.DisableTelemetry = true;
        oidc.ResponseType = OpenIdConnectResponseType.Code;
        oidc.ResponseMode = OpenIdConnectResponseMode.Query;
        oidc.SignInScheme = ApiKeyHandler.SchemeName;      // never used: the ticket becomes a session
        oidc.MapInboundClaims = false;
        oidc.GetClaimsFromUserInfoEndpoint = true;
        oidc.ClaimActions.MapUniqueJsonKey("preferred_username", "preferred_username");
        oidc.ClaimActions.MapUniqueJsonKey(options.GroupsClaim, options.GroupsClaim);
        oidc.Scope.Clear();
        foreach (string scope in $"openid profile {options.Scope}".Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct())
            oidc.Scope.Add(scope);
        // The browser comes back by a link from elsewhere, with what it was given here.
        oidc.CorrelationCookie.SameSite = oidc.NonceCookie.SameSite = SameSiteMode.Lax;
        oidc.CorrelationCookie.SecurePolicy = oidc.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        oidc.DataProtectionProvider = new SecretProtection(options.ClientSecret!);
        oidc.Events.OnTicketReceived = OpenSessionAsync;
        oidc.Events.OnRemoteFailure = RefuseAsync;
    }

    private static async Task OpenSessionAsync(TicketReceivedContext ticket)
    {
        var context = ticket.HttpContext;
        var options = context.RequestServices.GetRequiredService<IOptions<ApiOptions>>().Value;
        ticket.HandleResponse();
        var person = ticket.Principal!;
        string? name = (person.FindFirst("preferred_username") ?? person.FindFirst("email") ?? person.FindFirst("name") ?? person.FindFirst("sub"))?.Value;
        var caller = ProxyUser.Named(name, person.FindAll(options.Oidc.GroupsClaim).Select(claim => claim.Value), options);
        if (caller is null or { Scopes: ApiScopes.None })
        {
            await Problem.WriteAsync(context, Problem.Of(StatusCodes.Status403Forbidden, "scope", "You may not come in here", "The provider knows you, but whoever runs this server let in none of your groups (Api:Roles)."));
            return;
        }
        await context.RequestServices.GetRequiredService<BrowserSessions>().OpenAsync(context, caller);
        context.Response.Redirect(ticket.ReturnUri ?? "/");
    }

    private static Task RefuseAsync(RemoteFailureContext failure)
    {
        failure.HandleResponse();
        return Problem.WriteAsync(failure.HttpContext, Problem.Of(
            StatusCodes.Status401Unauthorized, "sign-in", "The provider did not sign you in", "Go back to the page and try again. If it happens again, tell whoever runs the server."));
    }
}
