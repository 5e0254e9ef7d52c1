using GetYourMusicStyle.Api.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Api.Tests;

/// <summary>What a caller needs for each address.</summary>
[Collection(OneServer.Name)]
public class ScopeTests(SharedServer shared)
{
    private static readonly string[] Open = ["/health/live", "/health/ready", "/api/v1/session"];

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
}
