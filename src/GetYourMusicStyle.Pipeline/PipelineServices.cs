using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Recommender;
using GetYourMusicStyle.Scoring;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace GetYourMusicStyle.Pipeline;

/// <summary>Registration of the pipeline.</summary>
public static class PipelineServices
{
    /// <summary>Tag of the bus's health check. Without it uploads are still taken: it makes an API degraded, but a worker unhealthy.</summary>
    public const string BusHealthTag = "bus";

    /// <summary>
    /// Adds the roles of this process: message bus, consumers, dispatcher, sweeper, and <see cref="DispatchSignal"/>,
    /// <see cref="RecommenderClient"/>, <see cref="PipelineTelemetry"/> and the work of the stages in any case. Needs AddCatalog, AddStorage, AddAudio and AddFeatures, for
    /// <see cref="PipelineRoles.Score"/> and <see cref="PipelineRoles.Recommend"/> AddScoring, for the latter AddRecommender. Starts and stops with the host; does not wait for a broker that is not up yet.
    /// Expects the metrics that .NET's host builders register.
    /// </summary>
    /// <param name="bus">Section <c>Bus</c>. Called at once too, as the transport decides what is registered.</param>
    /// <param name="pipeline">Section <c>Pipeline</c>.</param>
    /// <param name="sweep">Section <c>Sweep</c>.</param>
    /// <param name="index">Section <c>Index</c>.</param>
    public static IServiceCollection AddPipeline(
        this IServiceCollection services, PipelineRoles roles, Action<BusOptions>? bus = null, Action<PipelineOptions>? pipeline = null,
        Action<SweepOptions>? sweep = null, Action<LibraryIndexOptions>? index = null)
    {
        var options = new BusOptions();
        bus?.Invoke(options);
        services.AddOptions<BusOptions>().Configure(bus ?? (_ => { })).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<SweepOptions>().Configure(sweep ?? (_ => { })).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<LibraryIndexOptions>().Configure(index ?? (_ => { })).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddPipelineWork(pipeline);
        services.AddSingleton<PipelineTelemetry>().AddSingleton<DispatchSignal>().AddSingleton<RecommenderClient>();
        if (roles.HasFlag(PipelineRoles.Dispatch))
            services.AddDispatch(options.Transport);
        if ((roles & (PipelineRoles.Feature | PipelineRoles.Score)) != 0)
            services.AddConsumption();
        if (roles.HasFlag(PipelineRoles.Score))
            services.AddSingleton<ScoreNews>().AddHostedService(provider => provider.GetRequiredService<ScoreNews>());
        if (roles.HasFlag(PipelineRoles.Recommend))
            services.AddRecommending();
        services.AddMassTransit(registration => Configure(registration, roles, options));
        services.AddOptions<MassTransitHostOptions>().Configure(host =>
        {
            host.WaitUntilStarted = false;
            host.StopTimeout = TimeSpan.FromSeconds(20);
        });
        return services;
    }

    private static void AddDispatch(this IServiceCollection services, BusTransport transport)
    {
        if (transport == BusTransport.RabbitMq)
        {
            services.AddSingleton<IQueueDepth, RabbitQueueDepth>();
        }
        else
        {
            services.AddSingleton<InMemoryQueueDepth>().AddSingleton<IQueueDepth>(provider => provider.GetRequiredService<InMemoryQueueDepth>());
            services.AddSendObserver(provider => provider.GetRequiredService<InMemoryQueueDepth>());
            services.AddReceiveObserver(provider => provider.GetRequiredService<InMemoryQueueDepth>());
        }
        services.AddSingleton<Sender>().AddHostedService<Dispatcher>().AddHostedService<BacklogGauge>();
        services.AddSingleton<Sweeper>().AddHostedService(provider => provider.GetRequiredService<Sweeper>());
    }

    private static void AddConsumption(this IServiceCollection services)
    {
        services.AddSingleton<WorkGate>().AddSingleton<Patience>().AddSingleton<Settlement>().AddSingleton<AttemptRunner>();
        services.AddSingleton<LeaseKeeper>().AddHostedService(provider => provider.GetRequiredService<LeaseKeeper>());
    }

    private static void AddRecommending(this IServiceCollection services)
    {
        services.AddSingleton<IndexTelemetry>().AddSingleton<ScoredQueue>().AddHostedService<IndexKeeper>();
        services.AddSingleton(provider => new LibraryIndex(
            provider.GetRequiredService<IndexReader>(), provider.GetRequiredService<Ensemble>(), provider.GetRequiredService<ExtractorVersion>(),
            provider.GetRequiredService<RecommenderOptions>(), provider.GetRequiredService<IndexTelemetry>(), provider.GetRequiredService<ILogger<LibraryIndex>>()));
    }

    private static void Configure(IBusRegistrationConfigurator registration, PipelineRoles roles, BusOptions options)
    {
        registration.DisableUsageTelemetry();
        registration.ConfigureHealthCheckOptions(health =>
        {
            health.Name = BusHealthTag;
            health.Tags.Clear();
            health.Tags.Add(BusHealthTag);
            health.MinimalFailureStatus = roles == PipelineRoles.Dispatch ? HealthStatus.Degraded : HealthStatus.Unhealthy;
        });
        if (roles.HasFlag(PipelineRoles.Feature))
        {
            registration.AddConsumer<FeatureConsumer, FeatureDefinition>();
            registration.AddConsumer<PictureConsumer, PictureDefinition>();
        }
        if (roles.HasFlag(PipelineRoles.Score))
            registration.AddConsumer<ScoreConsumer, ScoreDefinition>();
        if (roles.HasFlag(PipelineRoles.Recommend))
        {
            registration.AddConsumer<ScoredConsumer, ScoredDefinition>();
            registration.AddConsumer<QuestionConsumer>();
        }
        if (options.Transport == BusTransport.RabbitMq)
        {
            registration.UsingRabbitMq((context, rabbit) =>
            {
                Connect(rabbit, options);
                AddEndpoints(rabbit, context, roles);
            });
        }
        else
        {
            registration.UsingInMemory((context, memory) => AddEndpoints(memory, context, roles));
        }
    }

    private static void Connect(IRabbitMqBusFactoryConfigurator rabbit, BusOptions options)
    {
        var address = BrokerAddress.Parse(options.Host);
        rabbit.Host(address.Host, address.Port, address.VirtualHost, host =>
        {
            host.Username(address.User);
            host.Password(address.Password);
            host.Heartbeat(TimeSpan.FromSeconds(10));
            if (address.Tls)
                host.UseSsl(tls => tls.ServerName = address.Host);
        });
    }

    private static void AddEndpoints(IBusFactoryConfigurator bus, IRegistrationContext context, PipelineRoles roles)
    {
        if (roles.HasFlag(PipelineRoles.Recommend))
            bus.ReceiveEndpoint(context.GetRequiredService<ScoredQueue>().Name, endpoint => endpoint.ConfigureConsumer<ScoredConsumer>(context));
        foreach (var (stage, lane) in StageQueues.All)
        {
            if (!roles.HasFlag(stage == Stage.Score ? PipelineRoles.Score : PipelineRoles.Feature))
                continue;
            bus.ReceiveEndpoint(StageQueues.Name(stage, lane), endpoint =>
            {
                switch (stage)
                {
                    case Stage.Feature:
                        endpoint.ConfigureConsumer<FeatureConsumer>(context);
                        break;
                    case Stage.Score:
                        endpoint.ConfigureConsumer<ScoreConsumer>(context);
                        break;
                    case Stage.Picture:
                        endpoint.ConfigureConsumer<PictureConsumer>(context);
                        break;
                }
            });
        }
    }
}
