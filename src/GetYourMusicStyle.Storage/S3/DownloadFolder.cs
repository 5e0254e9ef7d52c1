namespace GetYourMusicStyle.Storage.S3;

/// <summary>
/// The temporary folder for downloads of objects; other programs may use it too. Files begin with a name that is this process's, and a lock file of that
/// name, held open, marks it as living: what a killed one left is removed by the next. Thread-safe.
/// </summary>
internal sealed class DownloadFolder(string folder) : IDisposable
{
    private const string Prefix = "gyms-object-";
    private const string LockEnding = ".lock";

    private readonly string _name = Prefix + Guid.NewGuid().ToString("N");
    private readonly Lock _gate = new();
    private FileStream? _lock;

    /// <summary>Makes it ready, the first time: removes what killed processes left.</summary>
    /// <exception cref="StorageException">It cannot be used.</exception>
    public void Prepare()
    {
        lock (_gate)
        {
            if (_lock is not null)
                return;
            try
            {
                Directory.CreateDirectory(folder);
                foreach (string other in Directory.EnumerateFiles(folder, Prefix + "*" + LockEnding))
                    RemoveUnlessLocked(other);
                _lock = new FileStream(Path.Combine(folder, _name + LockEnding), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw Unusable(e);
            }
        }
    }

    /// <summary>Downloads an object to a temporary file; one that fails is deleted at once.</summary>
    public async Task<LocalFile> SaveAsync(Func<Stream, Task> download)
    {
        Prepare();
        string path = Path.Combine(folder, $"{_name}-{Guid.NewGuid():N}");
        try
        {
            await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true))
                await download(file);
            return new LocalFile(path, temporary: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Discard(path);
            throw Unusable(e);
        }
        catch
        {
            Discard(path);
            throw;
        }
    }

    /// <summary>Deletes downloads last written before <paramref name="limit"/>, whoever made them.</summary>
    /// <returns>How many.</returns>
    public int Sweep(DateTimeOffset limit)
    {
        int swept = 0;
        foreach (FileInfo file in Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles(Prefix + "*") : [])
        {
            if (file.LastWriteTimeUtc > limit.UtcDateTime || file.Name.EndsWith(LockEnding, StringComparison.Ordinal))
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

    public void Dispose() => _lock?.Dispose();

    private static void RemoveUnlessLocked(string lockFile)
    {
        try
        {
            using var unlocked = new FileStream(lockFile, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
            string name = Path.GetFileName(lockFile)[..^LockEnding.Length];
            foreach (string left in Directory.EnumerateFiles(Path.GetDirectoryName(lockFile)!, name + "-*"))
                File.Delete(left);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Locked by a living process, another user's, or another process is clearing it away just now.
        }
    }

    private StorageException Unusable(Exception e) =>
        new($"The folder {folder} (Storage:TemporaryFolder) cannot be used: {e.Message} Check its rights and the space on its disk.", e);

    private void Discard(string path)
    {
        if (Directory.Exists(folder))
            File.Delete(path);
    }
}
