using GetYourMusicStyle.Audio.Files;
using Microsoft.Win32.SafeHandles;

namespace GetYourMusicStyle.Audio.Cage;

/// <summary>
/// A folder for copies of audio files that have no name any more: ffmpeg needs a file that it can open, not only read, and a decoder may open nothing but
/// what is open already and lay here. The folder is empty at all times but moments.
/// </summary>
internal sealed class CopyFolder : IDisposable
{
    private const UnixFileMode EverybodyReads = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    public string Path { get; } = Directory.CreateTempSubdirectory("gyms-decoding-").FullName;

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
