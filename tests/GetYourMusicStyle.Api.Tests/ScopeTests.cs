using System.Net;
using GetYourMusicStyle.Api.Authentication;
using GetYourMusicStyle.Catalog.Keys;
using GetYourMusicStyle.Catalog.Model;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Api.Tests;

/// <summary>What a caller needs for each address.</summary>
[Collection(OneServer.Name)]
public class ScopeTests(SharedServer shared)
{
    private static readonly string[] Open = ["/health/live", "/health/ready", "/api/v1/session", "/api/v1/session/provider"];

    [Fact]
    public void Every_endpoint_names_its_scope_or_is_known_to_be_open()
    {
        var endpoints = shared.Server.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();
        Assert.True(endpoints.Count > 30, $"only {endpoints.Count} endpoints were found");
        foreach (var endpoint in endpoints)
        {
            bool open = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
            if (open)
                Assert.Contains(endpoint.RoutePattern.RawText!.TrimEnd('/'), Open);
            else
                Assert.True(endpoint.Metadata.GetMetadata<RequiredScope>() is not null, $"{endpoint.DisplayName} names no scope");
        }
    }

    [Fact]
    public async Task A_key_does_what_its_scope_allows_and_nothing_more()
    {
        await using var server = await Server.StartAsync();
        var store = server.Services.GetRequiredService<KeyStore>();
        var clients = new Dictionary<ApiScopes, HttpClient>();
        foreach (var scope in new[] { ApiScopes.Read, ApiScopes.Add, ApiScopes.Change, ApiScopes.Admin })
            clients[scope] = server.Client(("X-Api-Key", (await store.AddAsync(new KeyRequest($"{scope}", ScopeNames.Including(scope)), default))!.Secret));
        await Poll.UntilAsync(() => clients.Values.All(http => http.GetAsync("session").GetAwaiter().GetResult().IsSuccessStatusCode));

        var tried = new HashSet<ApiScopes>();
        foreach (var endpoint in server.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<RequiredScope>() is not { Scope: var needed } || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
                continue;
            string address = string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part is RoutePatternLiteralPart literal ? literal.Content : part is RoutePatternSeparatorPart separator ? separator.Content : "0"))));
            string method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] ?? "GET";
            foreach (var (scope, http) in clients)
            {
                using var answer = await http.SendAsync(new HttpRequestMessage(new HttpMethod(method), $"/{address}"));
                Assert.True((answer.StatusCode == HttpStatusCode.Forbidden) == (scope < needed), $"{method} {address} answers {answer.StatusCode} to {scope}");
                Assert.NotEqual(HttpStatusCode.Unauthorized, answer.StatusCode);
            }
            tried.Add(needed);
        }
        Assert.Equal([ApiScopes.None, ApiScopes.Read, ApiScopes.Add, ApiScopes.Change, ApiScopes.Admin], tried.Order());
        foreach (var http in clients.Values)
            http.Dispose();
    }
}
