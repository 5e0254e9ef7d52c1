using System.Net.Http.Json;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Api.Tests;

[Collection(OneServer.Name)]
public class DescriptionTests(SharedServer shared)
{
    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Server _server = shared.Server;

    [Fact]
    public async Task The_document_is_OpenAPI_3_1_and_describes_every_address()
    {
        var document = (await _server.Http.GetFromJsonAsync<JsonNode>("/openapi/v1.json"))!;
        Assert.StartsWith("3.1.", (string)document["openapi"]!, StringComparison.Ordinal);
        Assert.Matches(@"^\d+\.\d+\.\d+\S*$", (string)document["info"]!["version"]!);
        var mapped = _server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/v1", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(method => (endpoint.RoutePattern.RawText!.TrimEnd('/'), method.ToLowerInvariant())))
            .ToList();
        Assert.InRange(mapped.Count, 20, 100);
        Assert.All(mapped, route =>
        {
            var operation = document["paths"]![route.Item1]?[route.Item2];
            Assert.True(operation is not null, $"{route} is not described");
            Assert.NotEmpty((string?)operation["summary"] ?? (string?)operation["description"] ?? "");
            Assert.NotEmpty(operation["responses"]!.AsObject());
        });
        Assert.Equal(["bearer", "key"], document["components"]!["securitySchemes"]!.AsObject().Select(scheme => scheme.Key).Order());
        var job = document["components"]!["schemas"]!["JobJson"]!["properties"]!;
        Assert.NotNull(job["created_at"]);
        Assert.NotNull(document["paths"]!["/api/v1/tracks"]!["post"]!["requestBody"]!["content"]!["multipart/form-data"]);
    }

    [Fact]
    public async Task The_page_is_made_for_the_document_that_is_served()
    {
        var document = (await _server.Http.GetFromJsonAsync<JsonNode>("/openapi/v1.json"))!.AsObject();
        // The address is this test's server's, the version every build's own.
        document.Remove("servers");
        document["info"]!["version"] = "v1";
        document["paths"] = new JsonObject(document["paths"]!.AsObject().OrderBy(path => path.Key, StringComparer.Ordinal)
            .Select(path => KeyValuePair.Create(path.Key, path.Value?.DeepClone())));
        string served = document.ToJsonString(Pretty).ReplaceLineEndings("\n") + "\n";
        string file = Path.Combine(Server.Root, "src", "GetYourMusicStyle.Page", "openapi.json");
        if (Environment.GetEnvironmentVariable("GYMS_RENEW_OPENAPI") == "1")
            await File.WriteAllTextAsync(file, served);
        Assert.True(
            File.Exists(file) && await File.ReadAllTextAsync(file) == served,
            $"{file} is not what /openapi/v1.json says. Renew it and the page's types: npm --prefix src/GetYourMusicStyle.Page run api");
    }

    [Fact]
    public async Task Health_names_every_part()
    {
        var ready = (await _server.Http.GetFromJsonAsync<JsonNode>("/health/ready"))!;
        Assert.Equal("healthy", (string)ready["status"]!);
        Assert.Equal(["bus", "catalog", "disk", "index", "store", "sweep"], ready["parts"]!.AsObject().Select(part => part.Key).Order());
        Assert.Equal("healthy", (string)(await _server.Http.GetFromJsonAsync<JsonNode>("/health/live"))!["status"]!);
    }

    [Fact]
    public async Task Metrics_tell_of_requests_and_of_work()
    {
        await _server.EndOfJobAsync(await _server.UploadAsync(Music.New(), "measured.wav"));
        string metrics = await _server.Http.GetStringAsync("/metrics");
        Assert.Contains("http_server_request_duration_seconds", metrics);
        Assert.Contains("gyms_", metrics);
    }
}
