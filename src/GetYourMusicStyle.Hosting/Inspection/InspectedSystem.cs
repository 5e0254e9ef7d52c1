using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Hosting.Configuration;
using GetYourMusicStyle.Hosting.Embedded;
using GetYourMusicStyle.Hosting.Models;
using GetYourMusicStyle.Messaging;
using GetYourMusicStyle.Pipeline;
using GetYourMusicStyle.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GetYourMusicStyle.Hosting.Inspection;

/// <summary>
/// Catalog, store and queues of a system, to be looked at whether it runs or not; nothing starts, and nothing is made by opening it. Which system: that of the
/// settings in the environment and on the command line, as a worker takes them, or, where they name no database, that in a data folder.
/// </summary>
public static class InspectedSystem
{
    /// <summary>The services of one.</summary>
    /// <param name="dataFolder">The folder of <c>gyms serve</c>.</param>
    /// <param name="settings">Settings such as <c>Catalog:Provider=Postgres</c>, also with two hyphens before.</param>
    /// <param name="writable">Whether the catalog may be written.</param>
    /// <exception cref="ConfigurationException">There is no catalog in the data folder.</exception>
    public static ServiceProvider Open(string dataFolder, string[] settings, bool writable = false)
    {
        var configuration = new ConfigurationManager();
        configuration.AddEnvironmentVariables().AddCommandLine(settings);
        configuration.AddEmbeddedDefaults(dataFolder);
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddCatalog(configuration.Section("Catalog"));
        services.AddOptions<CatalogOptions>().PostConfigure(catalog => Existing(catalog, writable));
        services.AddStorage(configuration.Section("Storage"));
        services.AddQueueDepth(configuration.Section("Bus"));
        services.AddModels(configuration);
        services.AddReconciliation(configuration.Section("Sweep"));
        return services.BuildServiceProvider();
    }

    private static void Existing(CatalogOptions catalog, bool writable)
    {
        if (catalog.Provider != CatalogProvider.Sqlite)
            return;
        var file = new SqliteConnectionStringBuilder(catalog.ConnectionString) { Mode = writable ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadOnly };
        if (!File.Exists(file.DataSource))
            throw new ConfigurationException($"there is no catalog {file.DataSource}; --data names the folder of gyms serve, settings such as Catalog:Provider=Postgres another database");
        catalog.ConnectionString = file.ToString();
    }
}
