using GetYourMusicStyle.Analysis;
using GetYourMusicStyle.Catalog.Index;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Messaging;
using GetYourMusicStyle.Recommender;
using GetYourMusicStyle.RecommenderService.Client;
using GetYourMusicStyle.RecommenderService.Consumers;
using GetYourMusicStyle.RecommenderService.Index;
using GetYourMusicStyle.RecommenderService.Queues;
using GetYourMusicStyle.Scoring.Models;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace GetYourMusicStyle.RecommenderService;

/// <summary>Registration of the recommender as a service of the distributed form: an index that follows the catalog, asked over the bus.</summary>
public static class RecommenderHosting
{
    /// <summary>
    /// Adds <see cref="RecommenderClient"/>, and for <see cref="Role.Recommender"/> the index and what keeps it up to date. Needs AddCatalog, AddScoring,
    /// AddBus with <see cref="RecommenderBus"/>, and for the role AddAnalysis and AddRecommender.
    /// </summary>
    /// <param name="index">Section <c>Index</c>.</param>
    public static IServiceCollection AddRecommenderService(this IServiceCollection services, Role roles, Action<LibraryIndexOptions>? index = null)
    {
        services.AddOptions<LibraryIndexOptions>().Configure(index ?? (_ => { })).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Random.Shared);
        services.AddSingleton<RecommenderClient>();
        if (!roles.HasFlag(Role.Recommender))
            return services;
        services.AddSingleton<IndexTelemetry>().AddSingleton<TrackScoredQueue>().AddHostedService<IndexRefresher>();
        return services.AddSingleton(provider => new LibraryIndex(
            provider.GetRequiredService<IndexReader>(), provider.GetRequiredService<Ensemble>(), provider.GetRequiredService<ExtractorVersion>(),
            provider.GetRequiredService<RecommenderOptions>(), provider.GetRequiredService<IndexTelemetry>(), provider.GetRequiredService<ILogger<LibraryIndex>>()));
    }

    /// <summary>What a recommender has at the bus: a queue of its own for newly scored tracks; that for requests is added once its index is built.</summary>
    public static BusParticipant RecommenderBus(Role roles)
    {
        bool here = roles.HasFlag(Role.Recommender);
        return new(AddConsumers, AddEndpoints);

        void AddConsumers(IBusRegistrationConfigurator registration)
        {
            if (!here)
                return;
            registration.AddConsumer<TrackScoredConsumer, TrackScoredConsumerDefinition>();
            registration.AddConsumer<RecommendationConsumer>();
        }

        void AddEndpoints(IBusFactoryConfigurator bus, IRegistrationContext context)
        {
            if (here)
                bus.ReceiveEndpoint(context.GetRequiredService<TrackScoredQueue>().Name, endpoint => endpoint.ConfigureConsumer<TrackScoredConsumer>(context));
        }
    }
}
