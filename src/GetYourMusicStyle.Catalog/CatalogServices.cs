using GetYourMusicStyle.Catalog.Batches;
using GetYourMusicStyle.Catalog.Checks;
using GetYourMusicStyle.Catalog.Data;
using GetYourMusicStyle.Catalog.Index;
using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Catalog.Keys;
using GetYourMusicStyle.Catalog.Sweeping;
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
        services.TryAddSingleton(Random.Shared);
        services.AddSingleton<CatalogDatabase>().AddSingleton<ModelVersionCache>();
        services.AddSingleton(p => new CatalogMigration(
            Database(p), Options(p), p.GetRequiredService<TimeProvider>(), p.GetRequiredService<Random>(), p.GetRequiredService<ILogger<CatalogMigration>>()));
        services.AddSingleton(p => new Backlog(
            Database(p), Models(p), Options(p), p.GetRequiredService<Random>(), p.GetRequiredService<ILogger<Backlog>>()));
        services.AddSingleton(p => new JobReader(Database(p)));
        services.AddSingleton(p => new StageControl(Database(p)));
        services.AddSingleton(p => new SubmissionStore(Database(p), Options(p)));
        services.AddSingleton(p => new BatchStore(Database(p), Models(p), Options(p)));
        services.AddSingleton(p => new TrackStore(Database(p), Models(p)));
        services.AddSingleton(p => new IndexReader(Database(p), Models(p)));
        services.AddSingleton(p => new MapReader(Database(p), Models(p)));
        services.AddSingleton(p => new KeyStore(Database(p)));
        services.AddSingleton(p => new KeyBudgetStore(Database(p)));
        services.AddSingleton(p => new SessionStore(Database(p)));
        services.AddSingleton(p => new CatalogCheck(Database(p), Models(p)));
        services.AddSingleton(p => new InstallationStore(Database(p)));
        services.AddSingleton(p => new OrphanStore(Database(p)));
        return services;
    }

    private static CatalogDatabase Database(IServiceProvider services) => services.GetRequiredService<CatalogDatabase>();

    private static ModelVersionCache Models(IServiceProvider services) => services.GetRequiredService<ModelVersionCache>();

    private static IOptions<CatalogOptions> Options(IServiceProvider services) => services.GetRequiredService<IOptions<CatalogOptions>>();
}
