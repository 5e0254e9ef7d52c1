using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GetYourMusicStyle.Catalog;

/// <summary>Registration of the catalog.</summary>
public static class CatalogServices
{
    /// <summary>Adds the catalog's services, all singletons, with validated <see cref="CatalogOptions"/>.</summary>
    public static IServiceCollection AddCatalog(this IServiceCollection services, Action<CatalogOptions>? configure = null)
    {
        services.AddOptions<CatalogOptions>().Configure(configure ?? (_ => { })).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<CatalogMigration>();
        services.AddSingleton<Backlog>().AddSingleton<JobReader>().AddSingleton<StageControl>();
        services.AddSingleton<Submissions>().AddSingleton<BatchBook>().AddSingleton<TrackLibrary>();
        return services;
    }
}
