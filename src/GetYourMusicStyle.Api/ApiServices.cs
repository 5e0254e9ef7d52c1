using System.Text.Json;
using System.Text.Json.Serialization;
using GetYourMusicStyle.Api.Authentication;
using GetYourMusicStyle.Api.Batches;
using GetYourMusicStyle.Api.Jobs;
using GetYourMusicStyle.Api.Models;
using GetYourMusicStyle.Api.OpenApi;
using GetYourMusicStyle.Api.Playlists;
using GetYourMusicStyle.Api.Problems;
using GetYourMusicStyle.Api.Queues;
using GetYourMusicStyle.Api.Reruns;
using GetYourMusicStyle.Api.Tracks;
using GetYourMusicStyle.Api.Uploads;
using GetYourMusicStyle.Catalog.Model;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Api;

/// <summary>Registration of the HTTP interface.</summary>
public static class ApiServices
{
    private const int MaxBodyBytes = 1_000_000;     // of everything but uploads
    private const int MaxLineBytes = 32_768;        // a path of a thousand characters, escaped, has room
    private static readonly TimeSpan BodyGrace = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Adds authentication, problem details and rate limits, for every role, with validated <see cref="ApiOptions"/>.
    /// <see cref="UseApiAuthentication"/> puts them to use.
    /// </summary>
    public static IServiceCollection AddApiAuthentication(this IServiceCollection services, Action<ApiOptions>? configure = null)
    {
        services.AddOptions<ApiOptions>().Configure(configure ?? (_ => { })).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<KnownKeys>().AddSingleton<KeyTries>().AddSingleton<BrowserSessions>();
        services.AddAuthentication(ApiKeyHandler.SchemeName).AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null);
        services.AddOidcSignIn();
        services.Configure<KeyManagementOptions>(keys => (keys.XmlRepository, keys.XmlEncryptor) = (new KeyRingInMemory(), new NullXmlEncryptor()));
        services.AddTrustedProxies();
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new ScopeAuthorization()).Build());
        services.AddRateLimiter(limits => limits.AddPolicy<string, RequestRateLimiterPolicy>(RequestRateLimiterPolicy.Name));
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<ApiOptions>>(RequestRateLimiterPolicy.LimitAddresses);
        services.AddProblemDetails();
        services.AddExceptionHandler<ProblemExceptionHandler>();
        services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<ApiOptions>>((kestrel, api) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = api.Value.MaxConnections;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(api.Value.HeaderSeconds);
            kestrel.Limits.MaxRequestLineSize = MaxLineBytes;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(api.Value.MinBytesPerSecond, BodyGrace);
        });
        return services;
    }

    /// <summary>Adds the HTTP interface. It needs the catalog, the object store, the pipeline and the ensemble.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services, Action<ApiOptions>? configure = null)
    {
        services.AddApiAuthentication(configure);
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        });
        services.AddOpenApi(document => document
            .AddDocumentTransformer(ApiDocument.DescribeAsync).AddDocumentTransformer(ApiSchemas.DescribeAnswersAsync).AddSchemaTransformer(ApiSchemas.DescribeAsync));
        services.AddSingleton<UploadLimiter>().AddSingleton<UploadQuota>().AddSingleton<Uploader>().AddSingleton<TrackObjects>().AddSingleton<LibraryCountCache>()
            .AddSingleton<RerunStarter>().AddSingleton<RecommendedTracks>();
        services.AddSingleton<JobEvents>().AddSingleton<BatchEvents>();
        services.AddSingleton<SpoolSweeper>().AddHostedService(provider => provider.GetRequiredService<SpoolSweeper>());
        return services;
    }

    /// <summary>Requires authentication of everything that is mapped, but what allows anonymous callers, and answers errors as problems. To be called before mapping.</summary>
    public static IApplicationBuilder UseApiAuthentication(this IApplicationBuilder app) => app
        .UseExceptionHandler()
        .UseStatusCodePages(pages => Problem.WriteAsync(pages.HttpContext, Problem.OfStatus(pages.HttpContext.Response.StatusCode)))
        .UseAuthentication()
        .UseAuthorization()
        .UseRateLimiter()
        .Use(WellFormedRequest.CheckAsync);

    /// <summary>Maps <c>/api/v1</c> and <c>/openapi/v1.json</c>.</summary>
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var options = routes.ServiceProvider.GetRequiredService<IOptions<ApiOptions>>().Value;
        var api = routes.MapGroup(Addresses.Root).RequireRateLimiting(RequestRateLimiterPolicy.Name).ProducesProblem(401).ProducesProblem(403).ProducesProblem(429);
        api.MapTracks(options);
        api.MapJobs();
        api.MapBatches();
        api.MapReruns();
        api.MapQueues();
        api.MapPlaylists();
        api.MapLibraryMap();
        api.MapModel();
        api.MapSession();
        api.MapOidcSignIn();
        api.MapKeys();
        routes.MapOpenApi().RequireScope(ApiScopes.Read);
    }
}
