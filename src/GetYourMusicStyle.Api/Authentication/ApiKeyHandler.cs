using System.Text.Encodings.Web;
using GetYourMusicStyle.Api.Problems;
using GetYourMusicStyle.Catalog.Keys;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace GetYourMusicStyle.Api.Authentication;

/// <summary>
/// Knows callers by their API key, a browser by its session, a person by what a trusted proxy says, or, where there is none of all this, this machine's own user.
/// </summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> schemes, ILoggerFactory logs, UrlEncoder encoder,
    IOptions<ApiOptions> api, KnownKeys keys, KeyTries tries, BrowserSessions sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(schemes, logs, encoder)
{
    public const string SchemeName = "ApiKey";
    public const string Header = "X-Api-Key";

    private bool _tooMany;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            return AuthenticateResult.NoResult();
        if (!api.Value.KnowsPeople && await keys.AreNoneAsync())
        {
            return TrustedProxies.WasPassed(Context) ? AuthenticateResult.Fail("This server has no API keys (Api:Keys), so it may not be called through a proxy.")
                : LoopbackPolicy.Violation(Context) is { } violation ? AuthenticateResult.Fail(violation) : Known(Caller.Local);
        }
        if (Presented() is { } key)
        {
            var tried = await tries.TryAsync(Context, key);
            _tooMany = tried.TooMany;
            return Known(tried.Caller);
        }
        // What a browser or a proxy sends by itself counts only for a page of this server.
        if (CrossSite.Is(Request))
            return AuthenticateResult.NoResult();
        return Known(await sessions.FindAsync(Context) ?? ProxyUser.Of(Context, api.Value));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (_tooMany)
        {
            await Problem.WriteAsync(Context, KeyTries.TooMany);
            return;
        }
        if ((await HandleAuthenticateOnceSafeAsync()).Failure is { } failure)
        {
            await Problem.WriteAsync(Context, Problem.Of(StatusCodes.Status403Forbidden, "not-local", "Not from here", failure.Message));
            return;
        }
        Response.Headers.WWWAuthenticate = "Bearer";
        var problem = Problem.Of(
            StatusCodes.Status401Unauthorized, "api-key", "An API key is needed",
            $"Send one of the server's API keys as 'Authorization: Bearer KEY' or '{Header}: KEY'.");
        if (api.Value.Oidc.IsOn)
            problem.ProblemDetails.Extensions[Problem.SignIn] = $"{Request.PathBase}{OidcSignIn.Path}";
        await Problem.WriteAsync(Context, problem);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Problem.WriteAsync(Context, Problem.Of(
        StatusCodes.Status403Forbidden, "scope", "This key may not do that",
        $"It needs the scope '{ScopeNames.Of(ScopeAuthorization.Needed(Context))[^1]}', which '{Context.CallerOf().Name}' does not have."));

    private string? Presented()
    {
        string? bearer = Request.Headers[HeaderNames.Authorization];
        if (bearer?.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) == true)
            return bearer["Bearer ".Length..].Trim();
        return Request.Headers[Header];
    }

    private AuthenticateResult Known(Caller? caller) =>
        caller is null ? AuthenticateResult.NoResult() : AuthenticateResult.Success(new AuthenticationTicket(caller.ToPrincipal(Scheme.Name), Scheme.Name));
}
