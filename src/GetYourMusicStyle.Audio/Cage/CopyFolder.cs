using GetYourMusicStyle.Audio.Files;
using Microsoft.Win32.SafeHandles;

namespace GetYourMusicStyle.Audio.Cage;

/// <summary>
/// A folder for copies of audio files that have no name any more: ffmpeg needs a file that it can open, not only read, and a decoder may open nothing but
/// what is open already and lay here. The folder is empty at all times but moments. A lock file beside it, held open, marks it as in use; what a killed process
/// left is removed by the next.
/// </summary>
internal sealed class CopyFolder : IDisposable
{
    private const string Beginning = "gyms-decoding-", LockEnding = ".lock";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode EverybodyReads = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly FileStream _lock;

    /// <param name="parent">Where to make it.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    public CopyFolder(string parent)
    {
        parent = Directory.CreateDirectory(parent).FullName;
        foreach (string other in Directory.EnumerateFiles(parent, Beginning + "*" + LockEnding))
            RemoveUnlessLocked(other);
        Path = System.IO.Path.Combine(parent, Beginning + Guid.NewGuid().ToString("N"));
        _lock = new FileStream(Path + LockEnding, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(Path);
        else
            Directory.CreateDirectory(Path, OwnerOnly);
    }

    public string Path { get; }

    /// <summary>A copy of the file, open for reading, gone when it is closed.</summary>
    /// <exception cref="IOException">It cannot be written; the disk is full, say.</exception>
    public SafeFileHandle Copy(AudioFile file, CancellationToken cancellation)
    {
        string path = System.IO.Path.Combine(Path, Guid.NewGuid().ToString("N"));
        SafeFileHandle? copy = null;
        try
        {
            using (SafeFileHandle target = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite))
            {
                if (!OperatingSystem.IsWindows())
                    File.SetUnixFileMode(target, EverybodyReads);
                copy = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                Write(file, target, cancellation);
            }
            return copy;
        }
        catch
        {
            copy?.Dispose();
            throw;
        }
        finally
        {
            File.Delete(path);
        }
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // An empty folder stays.
        }
        _lock.Dispose();
    }

    private static void RemoveUnlessLocked(string lockFile)
    {
        try
        {
            using var held = new FileStream(lockFile, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
            Directory.Delete(lockFile[..^LockEnding.Length], recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A living process has it, or another one is clearing it away just now.
        }
    }

    private static void Write(AudioFile file, SafeFileHandle target, CancellationToken cancellation)
    {
        byte[] block = new byte[1024 * 1024];
        for (long offset = 0; file.ReadAt(offset, block) is > 0 and var read; offset += read)
        {
            cancellation.ThrowIfCancellationRequested();
            RandomAccess.Write(target, block.AsSpan(0, read), offset);
        }
    }
}
