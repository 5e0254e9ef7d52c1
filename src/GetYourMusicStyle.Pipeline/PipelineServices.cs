using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Contracts.Messages;
using GetYourMusicStyle.Messaging;
using GetYourMusicStyle.Pipeline.Attempts;
using GetYourMusicStyle.Pipeline.Consumers;
using GetYourMusicStyle.Pipeline.Dispatch;
using GetYourMusicStyle.Pipeline.Objects;
using GetYourMusicStyle.Pipeline.Queues;
using GetYourMusicStyle.Pipeline.Reconciling;
using GetYourMusicStyle.Pipeline.Sweeping;
using GetYourMusicStyle.Pipeline.Work;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GetYourMusicStyle.Pipeline;

/// <summary>Registration of the pipeline.</summary>
public static class PipelineServices
{
    /// <summary>
    /// Adds what the roles of this process run of the pipeline: dispatcher and sweeper (<see cref="Role.Api"/>), consumers of the stages
    /// (<see cref="Role.Feature"/>, <see cref="Role.Scoring"/>), and in any case <see cref="DispatchSignal"/>, <see cref="PipelineTelemetry"/> and the work
    /// of the stages. Needs AddCatalog, AddStorage, AddAnalysis, for <see cref="Role.Scoring"/> AddScoring, and AddBus with <see cref="PipelineBus"/>.
    /// Expects the metrics that .NET's host builders register.
    /// </summary>
    /// <param name="pipeline">Section <c>Pipeline</c>.</param>
    /// <param name="sweep">Section <c>Sweep</c>.</param>
    public static IServiceCollection AddPipeline(
        this IServiceCollection services, Role roles, Action<PipelineOptions>? pipeline = null, Action<SweepOptions>? sweep = null)
    {
        services.AddOptions<SweepOptions>().Configure(sweep ?? (_ => { })).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Random.Shared);
        services.AddPipelineWork(pipeline);
        services.AddSingleton<PipelineTelemetry>().AddSingleton<DispatchSignal>();
        if (roles.HasFlag(Role.Api))
            services.AddDispatch();
        if ((roles & (Role.Feature | Role.Scoring)) != 0)
            services.AddConsumption();
        if (roles.HasFlag(Role.Scoring))
            services.AddSingleton<TrackScoredPublisher>().AddHostedService(provider => provider.GetRequiredService<TrackScoredPublisher>());
        return services;
    }

    /// <summary>
    /// Adds <see cref="Reconciler"/>, which compares catalog, store and queues, <see cref="StoreOwnership"/>, and nothing that runs by itself. Needs AddCatalog, AddStorage, AddAnalysis,
    /// AddScoring and AddQueueDepth.
    /// </summary>
    /// <param name="sweep">Section <c>Sweep</c>.</param>
    public static IServiceCollection AddReconciliation(this IServiceCollection services, Action<SweepOptions>? sweep = null)
    {
        services.AddOptions<SweepOptions>().Configure(sweep ?? (_ => { })).ValidateDataAnnotations();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<StoredFeatures>();
        services.TryAddSingleton<StoreOwnership>();
        return services.AddSingleton<StoreCheck>().AddSingleton<QueueCheck>().AddSingleton<Reconciler>();
    }

    /// <summary>What the roles of this process have at the bus: the queues of the stages and their consumers.</summary>
    public static BusParticipant PipelineBus(Role roles) => new(registration => AddConsumers(registration, roles), (bus, context) => AddEndpoints(bus, context, roles));

    /// <summary>
    /// Adds <see cref="FeatureWork"/>, <see cref="SpectrogramImageWork"/>, <see cref="ScoreWork"/>, <see cref="SpectrogramReader"/> and
    /// <see cref="SpectrogramStripReader"/>, with validated <see cref="PipelineOptions"/>. They need AddAnalysis, AddStorage and, only when
    /// <see cref="ScoreWork"/> is resolved or the models take mel spectrograms or embeddings as input, AddScoring; nothing here touches the catalog.
    /// </summary>
    internal static IServiceCollection AddPipelineWork(this IServiceCollection services, Action<PipelineOptions>? configure = null)
    {
        services.AddOptions<PipelineOptions>().Configure(configure ?? (_ => { })).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<StoredFeatures>()
            .AddSingleton<SpectrogramReader>()
            .AddSingleton<SpectrogramStripReader>()
            .AddSingleton<TemporaryFolder>()
            .AddSingleton<FeatureWork>()
            .AddSingleton<SpectrogramImageWork>()
            .AddSingleton<ScoreWork>();
    }

    private static void AddDispatch(this IServiceCollection services)
    {
        services.AddSingleton<JobSender>().AddHostedService<Dispatcher>().AddHostedService<BacklogGauge>();
        services.AddSingleton<StoreOwnership>().AddSingleton<Sweeper>().AddHostedService(provider => provider.GetRequiredService<Sweeper>());
    }

    private static void AddConsumption(this IServiceCollection services)
    {
        services.AddSingleton<ConcurrencyLimiter>().AddSingleton<OutageGate>().AddSingleton<CatalogRetryPolicy>().AddSingleton<Settlement>().AddSingleton<AttemptStarter>();
        services.AddSingleton<LeaseRenewer>().AddHostedService(provider => provider.GetRequiredService<LeaseRenewer>());
    }

    private static void AddConsumers(IBusRegistrationConfigurator registration, Role roles)
    {
        if (roles.HasFlag(Role.Feature))
        {
            registration.AddConsumer<FeatureConsumer, FeatureConsumerDefinition>();
            registration.AddConsumer<SpectrogramImageConsumer, SpectrogramImageConsumerDefinition>();
        }
        if (roles.HasFlag(Role.Scoring))
            registration.AddConsumer<ScoreConsumer, ScoreConsumerDefinition>();
    }

    private static void AddEndpoints(IBusFactoryConfigurator bus, IRegistrationContext context, Role roles)
    {
        bus.Publish<IStageMessage>(topology => topology.Exclude = true);
        foreach (var (stage, priority) in StageQueues.All)
        {
            if (!roles.HasFlag(stage == Stage.Score ? Role.Scoring : Role.Feature))
                continue;
            bus.ReceiveEndpoint(StageQueues.Name(stage, priority), endpoint =>
            {
                switch (stage)
                {
                    case Stage.Featurize:
                        endpoint.ConfigureConsumer<FeatureConsumer>(context);
                        break;
                    case Stage.Score:
                        endpoint.ConfigureConsumer<ScoreConsumer>(context);
                        break;
                    case Stage.Spectrograms:
                        endpoint.ConfigureConsumer<SpectrogramImageConsumer>(context);
                        break;
                }
            });
        }
    }
}
