using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Pipeline.Work;

/// <summary>
/// A folder of this process for temporary files, in <see cref="PipelineOptions.TemporaryFolder"/>; gone with the process that ends in
/// order. What a killed one left is removed by the next: a lock file beside each folder, held open, marks the living. Thread-safe.
/// </summary>
public sealed class TemporaryFolder : IDisposable
{
    private const string LockEnding = ".lock";

    private readonly string _folder;
    private readonly FileStream _lock;

    /// <summary>Makes the folder.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public TemporaryFolder(IOptions<PipelineOptions> options)
    {
        string parent = Directory.CreateDirectory(options.Value.TemporaryFolder).FullName;
        // Downloads and decoders may have locks of their own kind there; without them nobody would clear away what those mark.
        foreach (string other in Directory.EnumerateFiles(parent, "*" + LockEnding).Where(path => Guid.TryParseExact(Path.GetFileNameWithoutExtension(path), "N", out _)))
            RemoveUnlessLocked(other);
        _folder = Path.Combine(parent, Guid.NewGuid().ToString("N"));
        _lock = new FileStream(_folder + LockEnding, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        Directory.CreateDirectory(_folder);
    }

    /// <summary>The path for a new file; it is deleted on disposal.</summary>
    public TemporaryFile NewFile() => new(Path.Combine(_folder, Guid.NewGuid().ToString("N")));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
        _lock.Dispose();
    }

    private static void RemoveUnlessLocked(string lockFile)
    {
        try
        {
            using var unlocked = new FileStream(lockFile, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
            string folder = lockFile[..^LockEnding.Length];
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Locked by a living process, or another one is clearing it away just now.
        }
    }
}
