using GetYourMusicStyle.Catalog.Batches;
using GetYourMusicStyle.Catalog.Data;
using GetYourMusicStyle.Catalog.Index;
using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Catalog.Tracks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Catalog;

/// <summary>Registration of the catalog.</summary>
public static class CatalogServices
{
    /// <summary>Adds the catalog's services, all singletons, with validated <see cref="CatalogOptions"/>.</summary>
    public static IServiceCollection AddCatalog(this IServiceCollection services, Action<CatalogOptions>? configure = null)
    {
        services.AddOptions<CatalogOptions>().Configure(configure ?? (_ => { })).ValidateDataAnnotations().ValidateOnStart();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<CatalogDatabase>().AddSingleton<ModelVersionCache>().AddSingleton<ScoreWriter>();
        services.AddSingleton(p => new CatalogMigration(Database(p), Options(p), p.GetRequiredService<ILogger<CatalogMigration>>()));
        services.AddSingleton(p => new Backlog(Database(p), p.GetRequiredService<ScoreWriter>(), Options(p), p.GetRequiredService<ILogger<Backlog>>()));
        services.AddSingleton(p => new JobReader(Database(p)));
        services.AddSingleton(p => new StageControl(Database(p)));
        services.AddSingleton(p => new SubmissionStore(Database(p), Options(p)));
        services.AddSingleton(p => new BatchStore(Database(p), p.GetRequiredService<ModelVersionCache>(), Options(p)));
        services.AddSingleton(p => new TrackStore(Database(p), p.GetRequiredService<ModelVersionCache>()));
        services.AddSingleton(p => new IndexReader(Database(p), p.GetRequiredService<ModelVersionCache>()));
        services.AddSingleton(p => new MapReader(Database(p), p.GetRequiredService<ModelVersionCache>()));
        return services;
    }

    private static CatalogDatabase Database(IServiceProvider services) => services.GetRequiredService<CatalogDatabase>();

    private static IOptions<CatalogOptions> Options(IServiceProvider services) => services.GetRequiredService<IOptions<CatalogOptions>>();
}
