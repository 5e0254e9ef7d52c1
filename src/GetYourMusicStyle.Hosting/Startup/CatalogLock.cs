using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Hosting.Configuration;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Hosting.Startup;

/// <summary>
/// A catalog in a file is for one process: this one, while it holds a lock beside it, which the operating system frees with the process. The process
/// that holds it says its id in another file, as nobody else can open the first.
/// </summary>
internal sealed class CatalogLock : IDisposable
{
    private readonly FileStream? _held;

    /// <summary>Takes the lock; a catalog in a server has none.</summary>
    /// <exception cref="ConfigurationException">Another process has it, or the lock cannot be made.</exception>
    public CatalogLock(IOptions<CatalogOptions> options)
    {
        if (options.Value.Provider != CatalogProvider.Sqlite)
            return;
        string catalog = Path.GetFullPath(new SqliteConnectionStringBuilder(options.Value.ConnectionString).DataSource);
        string ids = catalog + ".pid";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(catalog)!);
            _held = new FileStream(catalog + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(ids, $"{Environment.ProcessId}");
        }
        catch (IOException) when (_held is null && File.Exists(ids))
        {
            throw new ConfigurationException(
                $"another server runs on {Path.GetDirectoryName(catalog)}: process {File.ReadAllText(ids).Trim()}. Stop it first, or name another folder (--data).");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _held?.Dispose();
            throw new ConfigurationException($"the catalog {catalog} cannot be opened: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _held?.Dispose();
}
