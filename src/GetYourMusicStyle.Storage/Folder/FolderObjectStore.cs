using System.Runtime.CompilerServices;

namespace GetYourMusicStyle.Storage.Folder;

/// <summary>
/// Objects as files of a folder. A put writes a part in <c>.parts</c>, writes it through to the disk and renames it, so that an object
/// appears whole and stays.
/// </summary>
internal sealed class FolderObjectStore(string folder, TimeProvider time) : IObjectStore
{
    private const int BufferSize = 1 << 17;
    private const int ProbeBytes = 1 << 14;
    private readonly string _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    private string Parts => Path.Combine(_root, ".parts");

    public async Task PutFileAsync(string key, string path, string mediaType, CancellationToken cancellation)
    {
        ObjectKey.Check(key);
        await using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        await PutAsync(key, part => source.CopyToAsync(part, BufferSize, cancellation));
    }

    public Task PutAsync(string key, ReadOnlyMemory<byte> content, string mediaType, CancellationToken cancellation) =>
        PutAsync(key, part => part.WriteAsync(content, cancellation).AsTask());

    public Task<StoredObject?> FindAsync(string key, CancellationToken cancellation) => TranslateErrorsAsync(() =>
    {
        var file = new FileInfo(PathOf(key));
        return Task.FromResult(file.Exists ? Describe(file) : null);
    });

    public async Task<LocalFile> FetchAsync(string key, CancellationToken cancellation)
    {
        if (await FindAsync(key, cancellation) is null)
            throw new ObjectMissingException(key);
        return new LocalFile(PathOf(key), temporary: false);
    }

    public async Task CopyToAsync(string key, long offset, long count, Stream destination, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        await using FileStream source = await TranslateErrorsAsync(() => Task.FromResult(OpenExisting(key)));
        source.Position = offset;
        byte[] buffer = new byte[Math.Min(BufferSize, Math.Max(1, count))];
        while (count > 0)
        {
            int read = await TranslateErrorsAsync(() => source.ReadAsync(buffer.AsMemory(0, (int)Math.Min(count, buffer.Length)), cancellation).AsTask());
            if (read == 0)
                return;
            await destination.WriteAsync(buffer.AsMemory(0, read), cancellation);
            count -= read;
        }
    }

    public Task DeleteAsync(string key, CancellationToken cancellation) => TranslateErrorsAsync(() =>
    {
        string path = PathOf(key);
        if (File.Exists(path))
        {
            File.Delete(path);
            DurableDirectory.Flush(Path.GetDirectoryName(path)!);
        }
        return Task.FromResult(0);
    });

    public async IAsyncEnumerable<StoredObject> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ObjectKey.CheckPrefix(prefix);
        string start = Path.Combine(_root, prefix[..(prefix.LastIndexOf('/') + 1)]);
        using IEnumerator<FileInfo> files = await TranslateErrorsAsync(() => Task.FromResult(Files(start).GetEnumerator()));
        while (await TranslateErrorsAsync(() => Task.FromResult(files.MoveNext())))
        {
            cancellation.ThrowIfCancellationRequested();
            FileInfo file = files.Current;
            // One that was deleted since has no size any more.
            if (KeyOf(file).StartsWith(prefix, StringComparison.Ordinal) && !InParts(file) && file.Exists)
                yield return Describe(file);
        }
    }

    public Task<int> SweepPartsAsync(TimeSpan olderThan, CancellationToken cancellation) => TranslateErrorsAsync(() =>
    {
        int swept = 0;
        DateTime limit = (time.GetUtcNow() - olderThan).UtcDateTime;
        foreach (FileInfo part in Files(Parts).Where(part => part.LastWriteTimeUtc <= limit))
        {
            cancellation.ThrowIfCancellationRequested();
            part.Delete();
            swept++;
        }
        return Task.FromResult(swept);
    });

    public Task PrepareAsync(CancellationToken cancellation) => TranslateErrorsAsync(async () =>
    {
        Directory.CreateDirectory(Parts);
        string probe = Path.Combine(Parts, Guid.NewGuid().ToString("N"));
        try
        {
            // A full disk has room for a name, but for no bytes.
            await using var file = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
            await file.WriteAsync(new byte[ProbeBytes], cancellation);
            file.Flush(flushToDisk: true);
        }
        finally
        {
            File.Delete(probe);
        }
        return 0;
    });

    private Task<int> PutAsync(string key, Func<FileStream, Task> write) => TranslateErrorsAsync(async () =>
    {
        string path = PathOf(key);
        Directory.CreateDirectory(Parts);
        string part = Path.Combine(Parts, Guid.NewGuid().ToString("N"));
        try
        {
            await using (var stream = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true))
            {
                await write(stream);
                stream.Flush(flushToDisk: true);
            }
            string parent = Path.GetDirectoryName(path)!;
            DurableDirectory.Create(_root, parent);
            File.Move(part, path, overwrite: true);
            DurableDirectory.Flush(parent);
            return 0;
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    });

    private FileStream OpenExisting(string key)
    {
        try
        {
            return new FileStream(PathOf(key), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, useAsync: true);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ObjectMissingException(key);
        }
    }

    private string PathOf(string key) => Path.Combine(_root, ObjectKey.Check(key));

    private string KeyOf(FileInfo file) => Path.GetRelativePath(_root, file.FullName).Replace(Path.DirectorySeparatorChar, '/');

    private bool InParts(FileInfo file) => file.FullName.StartsWith(Parts + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private StoredObject Describe(FileInfo file) => new(KeyOf(file), file.Length, new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero));

    private static IEnumerable<FileInfo> Files(string folder) =>
        Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories) : [];

    private async Task<T> TranslateErrorsAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The folder {_root} (Storage:Folder) cannot be used: {e.Message} Check its rights and the space on its disk.", e);
        }
    }
}
