using System.Net;
using Microsoft.AspNetCore.WebUtilities;

namespace GetYourMusicStyle.Api.Tests;

/// <summary>Signing in at a provider of identities.</summary>
public class OidcTests
{
    [Fact]
    public async Task People_sign_in_at_a_provider_and_their_groups_become_scopes()
    {
        await using var provider = await IdentityProvider.StartAsync();
        await using var server = await StartAsync(provider);
        using var browser = Browser(server);
        var problem = await ProblemAssert.CheckAsync(await browser.GetAsync("tracks"), 401, "api-key");
        string start = (string)problem["sign_in"]!;
        Assert.Equal("/api/v1/session/provider", start);

        provider.Groups = ["others", "djs"];
        using var back = await SignInAsync(browser, start);
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        Assert.Equal("/", $"{back.Headers.Location}");
        var who = await Server.ReadAsync(await browser.GetAsync("session"));
        Assert.Equal("anna", (string)who["name"]!);
        Assert.True((bool)who["signed_in"]!);
        Assert.Equal(["read", "add", "change"], who["scopes"]!.AsArray().Select(scope => (string)scope!));
        await ProblemAssert.CheckAsync(await browser.GetAsync("keys"), 403, "scope");
        Assert.Equal(HttpStatusCode.NoContent, (await browser.DeleteAsync("session")).StatusCode);
        await ProblemAssert.CheckAsync(await browser.GetAsync("tracks"), 401, "api-key");
    }

    [Fact]
    public async Task Who_is_in_no_group_or_comes_back_with_what_was_not_given_here_stays_out()
    {
        await using var provider = await IdentityProvider.StartAsync();
        await using var server = await StartAsync(provider);
        using var stranger = Browser(server);
        await ProblemAssert.CheckAsync(await SignInAsync(stranger, "/api/v1/session/provider"), 403, "scope");
        await ProblemAssert.CheckAsync(await stranger.GetAsync("tracks"), 401, "api-key");

        // Somebody is made to come back with the code of another's sign-in.
        provider.Groups = ["djs"];
        using var attacker = Browser(server);
        using var started = await attacker.GetAsync("/api/v1/session/provider");
        using var atProvider = await attacker.GetAsync(started.Headers.Location);
        using var victim = Browser(server);
        await ProblemAssert.CheckAsync(await victim.GetAsync(atProvider.Headers.Location), 401, "sign-in");
        await ProblemAssert.CheckAsync(await victim.GetAsync("/signin-oidc?code=x&state=made-up"), 401, "sign-in");
        await ProblemAssert.CheckAsync(await victim.GetAsync("tracks"), 401, "api-key");
    }

    [Fact]
    public async Task Behind_a_TLS_proxy_with_a_prefix_people_come_back_to_where_they_were()
    {
        await using var provider = await IdentityProvider.StartAsync();
        provider.Groups = ["djs"];
        await using var server = await StartAsync(provider, "--Api:Proxies:0=127.0.0.1");
        using var proxy = await TlsProxy.StartAsync(server.Address, "/music");
        using var browser = proxy.Client();
        using var started = await browser.GetAsync("session/provider");
        var asked = QueryHelpers.ParseQuery(started.Headers.Location!.Query);
        Assert.Equal($"{proxy.Address}signin-oidc", $"{asked["redirect_uri"]}");
        using var atProvider = await browser.GetAsync(started.Headers.Location);
        using var back = await browser.GetAsync(atProvider.Headers.Location);
        Assert.Equal("/music/", $"{back.Headers.Location}");
        Assert.Equal("anna", (string)(await Server.ReadAsync(await browser.GetAsync("session")))["name"]!);
    }

    [Fact]
    public async Task A_server_without_a_provider_says_so()
    {
        await using var server = await Server.StartAsync();
        await ProblemAssert.CheckAsync(await server.Http.GetAsync("session/provider"), 404, "not-found");
    }

    private static Task<Server> StartAsync(IdentityProvider provider, params string[] more) => Server.StartAsync(
    [
        $"--Api:Oidc:Authority={provider.Address}", $"--Api:Oidc:ClientId={IdentityProvider.ClientId}", $"--Api:Oidc:ClientSecret={IdentityProvider.ClientSecret}",
        "--Api:Roles:djs=Change", .. more,
    ]);

    private static HttpClient Browser(Server server) =>
        new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(server.Address, "/api/v1/") };

    private static async Task<HttpResponseMessage> SignInAsync(HttpClient browser, string start)
    {
        using var started = await browser.GetAsync(start);
        Assert.Equal(HttpStatusCode.Redirect, started.StatusCode);
        using var atProvider = await browser.GetAsync(started.Headers.Location);
        return await browser.GetAsync(atProvider.Headers.Location);
    }
}
