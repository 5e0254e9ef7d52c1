using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Hosting.Configuration;
using GetYourMusicStyle.Hosting.Models;
using GetYourMusicStyle.Recommender;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Hosting.Embedded;

/// <summary>The catalog of the embedded form, opened to be read, whether its server runs or not.</summary>
public static class EmbeddedCatalog
{
    /// <summary>The SQLite file in a data folder.</summary>
    public static string FileOf(string dataFolder) => Path.Combine(Path.GetFullPath(dataFolder), "catalog.db");

    /// <summary>
    /// Adds the catalog of a data folder, read only, with the models and settings that a server started here would have: what decodes,
    /// analyses, scores and recommends, but nothing that runs by itself.
    /// </summary>
    public static IServiceCollection AddEmbeddedCatalog(this IServiceCollection services, string dataFolder)
    {
        var configuration = new ConfigurationManager();
        configuration.AddEnvironmentVariables();
        services.AddCatalog(catalog => Name(catalog, dataFolder, SqliteOpenMode.ReadOnly));
        services.AddModels(configuration);
        services.AddRecommender(configuration.Section("Recommender"));
        return services;
    }

    /// <summary>Adds the catalog of a data folder alone, to be read and written beside its server.</summary>
    public static IServiceCollection AddCatalogBesideServer(this IServiceCollection services, string dataFolder) =>
        services.AddCatalog(catalog => Name(catalog, dataFolder, SqliteOpenMode.ReadWriteCreate));

    private static void Name(CatalogOptions catalog, string dataFolder, SqliteOpenMode mode)
    {
        catalog.Provider = CatalogProvider.Sqlite;
        catalog.ConnectionString = new SqliteConnectionStringBuilder { DataSource = FileOf(dataFolder), Mode = mode }.ToString();
    }
}
