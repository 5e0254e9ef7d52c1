using GetYourMusicStyle.Api;
using GetYourMusicStyle.Api.Authentication;
using GetYourMusicStyle.Api.WebPage;
using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Hosting.Configuration;
using GetYourMusicStyle.Hosting.Models;
using GetYourMusicStyle.Hosting.Observability;
using GetYourMusicStyle.Hosting.Startup;
using GetYourMusicStyle.Messaging;
using GetYourMusicStyle.Pipeline;
using GetYourMusicStyle.Recommender;
using GetYourMusicStyle.RecommenderService;
using GetYourMusicStyle.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace GetYourMusicStyle.Hosting;

/// <summary>Puts the parts of one process together, as its roles and its configuration say.</summary>
public static class GetYourMusicStyleHost
{
    private static readonly TimeSpan ShutdownLimit = TimeSpan.FromSeconds(25);

    /// <summary>
    /// Adds all that the roles need, each library with the configuration section of its name: Storage, Catalog, Bus, Pipeline,
    /// Sweep, Index, Api, Audio, Features, Scoring, Recommender, Telemetry. Window and hop are those of the models. An unknown name in a section is an error.
    /// </summary>
    public static WebApplicationBuilder AddGetYourMusicStyle(this WebApplicationBuilder builder, Role roles)
    {
        var (services, configuration) = (builder.Services, builder.Configuration);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownLimit);
        services.AddStorage(configuration.Section("Storage"));
        services.AddCatalog(configuration.Section("Catalog"));
        services.AddModels(configuration);
        services.AddRecommender(configuration.Section("Recommender"));
        services.AddSingleton<CatalogLock>();
        services.AddHostedService<StartupPreparation>();       // before all that needs what it prepares
        if (roles.HasFlag(Role.Api))
            services.AddHostedService<ModelVersionChange>();
        if (roles.HasFlag(Role.Feature))
            services.AddHostedService<DecoderStart>();
        services.AddPipeline(roles, configuration.Section("Pipeline"), configuration.Section("Sweep"));
        services.AddRecommenderService(roles, configuration.Section("Index"));
        services.AddBus(
            configuration.Section("Bus"), roles == Role.Api ? HealthStatus.Degraded : HealthStatus.Unhealthy,
            PipelineServices.PipelineBus(roles), RecommenderHosting.RecommenderBus(roles));
        if (roles.HasFlag(Role.Api))
            services.AddApi(configuration.Section("Api"));
        else
            services.AddApiAuthentication(configuration.Section("Api"));
        builder.AddTelemetry();
        services.AddHealth(roles);
        return builder;
    }

    /// <summary>Maps what the roles answer: health, metrics, and for role api the HTTP interface.</summary>
    public static WebApplication MapGetYourMusicStyle(this WebApplication app, Role roles)
    {
        app.UseSecurityHeaders();
        app.UseTrustedProxies();
        if (roles.HasFlag(Role.Api))
            app.UsePage();
        app.UseApiAuthentication();
        app.MapHealth();
        app.MapPrometheusScrapingEndpoint("/metrics").RequireScope(ApiScopes.Admin);
        if (roles.HasFlag(Role.Api))
            app.MapApi();
        return app;
    }
}
