using GetYourMusicStyle.Api;
using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Pipeline;
using GetYourMusicStyle.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Hosting.Observability;

/// <summary>Whether the disks that this process writes to have room: as much as must stay free for uploads, <see cref="ApiOptions.MinFreeBytes"/>.</summary>
internal sealed class DiskSpace(
    IOptions<ApiOptions> api, IOptions<StorageOptions> storage, IOptions<CatalogOptions> catalog, IOptions<PipelineOptions> pipeline)
{
    /// <summary>Throws if a disk is nearly full.</summary>
    /// <exception cref="IOException">It is.</exception>
    public void Check(Role roles)
    {
        foreach (string folder in Folders(roles))
        {
            string there = folder;
            while (!Directory.Exists(there) && Path.GetDirectoryName(there) is { } parent)
                there = parent;
            long free = new DriveInfo(there).AvailableFreeSpace;
            if (free < api.Value.MinFreeBytes)
                throw new IOException($"The disk of {folder} has {free} bytes left; {api.Value.MinFreeBytes} are to stay free (Api:MinFreeBytes).");
        }
    }

    private IEnumerable<string> Folders(Role roles)
    {
        if (roles.HasFlag(Role.Api))
            yield return Path.GetFullPath(api.Value.SpoolFolder);
        if ((roles & (Role.Feature | Role.Scoring)) != 0)
            yield return Path.GetFullPath(pipeline.Value.TemporaryFolder);
        yield return Path.GetFullPath(storage.Value.Kind == StorageKind.Folder ? storage.Value.Folder : storage.Value.TemporaryFolder);
        if (catalog.Value.Provider == CatalogProvider.Sqlite)
            yield return Path.GetDirectoryName(Path.GetFullPath(new SqliteConnectionStringBuilder(catalog.Value.ConnectionString).DataSource))!;
    }
}
