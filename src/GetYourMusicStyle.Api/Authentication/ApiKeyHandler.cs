using System.Text.Encodings.Web;
using GetYourMusicStyle.Api.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace GetYourMusicStyle.Api.Authentication;

/// <summary>Authenticates callers by their API key, or, where there are no keys, by their calling from this machine.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> schemes, ILoggerFactory logs, UrlEncoder encoder, ApiKeyStore keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(schemes, logs, encoder)
{
    public const string SchemeName = "ApiKey";
    public const string Header = "X-Api-Key";
    public const string Cookie = "gyms-key";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (keys.IsEmpty)
            return Task.FromResult(LoopbackPolicy.Violation(Context) is { } violation ? AuthenticateResult.Fail(violation) : Authenticated(Caller.Local));
        return Task.FromResult(Presented() is { } key && keys.Find(key) is { } caller ? Authenticated(caller) : AuthenticateResult.NoResult());
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (keys.IsEmpty)
        {
            string detail = (await HandleAuthenticateOnceSafeAsync()).Failure?.Message ?? "Only this machine may call.";
            await Problem.WriteAsync(Context, Problem.Of(StatusCodes.Status403Forbidden, "not-local", "Not from here", detail));
            return;
        }
        Response.Headers.WWWAuthenticate = "Bearer";
        await Problem.WriteAsync(Context, Problem.Of(
            StatusCodes.Status401Unauthorized, "api-key", "An API key is needed",
            $"Send one of the server's API keys as 'Authorization: Bearer KEY' or '{Header}: KEY'."));
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Problem.WriteAsync(Context, Problem.Of(
        StatusCodes.Status403Forbidden, "scope", "This key may not do that",
        $"It needs the scope '{ScopeAuthorization.Needed(Context).ToString().ToLowerInvariant()}', which '{Context.CallerOf().Name}' does not have."));

    private string? Presented()
    {
        string? bearer = Request.Headers[HeaderNames.Authorization];
        if (bearer?.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) == true)
            return bearer["Bearer ".Length..].Trim();
        if (Request.Headers.TryGetValue(Header, out var header))
            return header;
        // A browser sends the cookie by itself: only for a page of this server.
        return LoopbackPolicy.IsCrossSite(Request) ? null : Request.Cookies[Cookie];
    }

    private AuthenticateResult Authenticated(Caller caller) => AuthenticateResult.Success(new AuthenticationTicket(caller.ToPrincipal(Scheme.Name), Scheme.Name));
}
