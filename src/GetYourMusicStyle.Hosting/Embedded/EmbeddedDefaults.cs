using GetYourMusicStyle.Hosting.Configuration;
using GetYourMusicStyle.Hosting.Startup;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace GetYourMusicStyle.Hosting.Embedded;

/// <summary>The embedded form: one process, with everything in one folder and no server beside it.</summary>
public static class EmbeddedDefaults
{
    /// <summary>
    /// Puts a SQLite file, a folder as object store, the in-memory bus and the spool, all below <paramref name="dataFolder"/>, under what is
    /// configured already: any other source overrides them. Makes the folder.
    /// </summary>
    /// <exception cref="ConfigurationException">The folder cannot be made.</exception>
    public static void UseEmbeddedDefaults(this IConfigurationManager configuration, string dataFolder)
    {
        string data = Path.GetFullPath(dataFolder);
        try
        {
            Directory.CreateDirectory(data);
            PrivateFiles.Close(data, Path.GetFileName(EmbeddedCatalog.FileOf(data)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"the data folder {data} cannot be made: {e.Message}", e);
        }
        configuration.AddEmbeddedDefaults(data);
    }

    /// <summary>The same without making anything: for those who only look.</summary>
    internal static void AddEmbeddedDefaults(this IConfigurationManager configuration, string dataFolder)
    {
        string data = Path.GetFullPath(dataFolder);
        configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>
            {
                ["Catalog:Provider"] = "Sqlite",
                ["Catalog:ConnectionString"] = new SqliteConnectionStringBuilder { DataSource = EmbeddedCatalog.FileOf(data) }.ToString(),
                ["Storage:Kind"] = "Folder",
                ["Storage:Folder"] = Path.Combine(data, "objects"),
                ["Bus:Transport"] = "InMemory",
                ["Api:SpoolFolder"] = Path.Combine(data, "spool"),
                ["Pipeline:TemporaryFolder"] = Path.Combine(data, "work"),
            },
        });
    }
}
