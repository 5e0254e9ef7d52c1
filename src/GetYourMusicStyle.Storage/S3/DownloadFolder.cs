namespace GetYourMusicStyle.Storage.S3;

/// <summary>The temporary folder for downloads of objects; other programs may use it too.</summary>
internal sealed class DownloadFolder(string folder)
{
    private const string Prefix = "gyms-object-";

    /// <summary>Downloads an object to a temporary file; one that fails is deleted at once.</summary>
    public async Task<LocalFile> SaveAsync(Func<Stream, Task> download)
    {
        string path = Path.Combine(folder, Prefix + Guid.NewGuid().ToString("N"));
        try
        {
            Directory.CreateDirectory(folder);
            await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true))
                await download(file);
            return new LocalFile(path, temporary: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Discard(path);
            throw new StorageException($"The folder {folder} (Storage:TemporaryFolder) cannot be used: {e.Message} Check its rights and the space on its disk.", e);
        }
        catch
        {
            Discard(path);
            throw;
        }
    }

    /// <summary>Deletes downloads last written before <paramref name="limit"/>, which a killed process left.</summary>
    /// <returns>How many.</returns>
    public int Sweep(DateTimeOffset limit)
    {
        int swept = 0;
        foreach (FileInfo file in Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles(Prefix + "*") : [])
        {
            if (file.LastWriteTimeUtc > limit.UtcDateTime)
                continue;
            try
            {
                file.Delete();
                swept++;
            }
            catch (UnauthorizedAccessException)
            {
                // Another user's.
            }
        }
        return swept;
    }

    private void Discard(string path)
    {
        if (Directory.Exists(folder))
            File.Delete(path);
    }
}
