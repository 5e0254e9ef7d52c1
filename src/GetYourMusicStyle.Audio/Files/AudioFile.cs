using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GetYourMusicStyle.Audio.Files;

/// <summary>A regular, non-empty file opened for reading; opening never blocks, not even on a named pipe.</summary>
internal sealed partial class AudioFile : IDisposable
{
    private const int ReadOnlyNonBlockingCloseOnExec = 0x800 | 0x80000; // Linux: O_RDONLY | O_NONBLOCK | O_CLOEXEC

    private readonly SafeFileHandle _handle;

    private AudioFile(SafeFileHandle handle, long length) => (_handle, Length) = (handle, length);

    /// <summary>Length in bytes, at least 1.</summary>
    public long Length { get; }

    /// <summary>The open file.</summary>
    public SafeFileHandle Handle => _handle;

    /// <summary>A file that somebody else has opened, which then is this object's.</summary>
    public static AudioFile Of(SafeFileHandle handle) => new(handle, RandomAccess.GetLength(handle));

    /// <exception cref="AudioException">Missing, Unreadable or Empty.</exception>
    public static AudioFile Open(string path)
    {
        if (Directory.Exists(path))
            throw new AudioException(AudioFault.Unreadable, "This is a folder, not a file.");
        if (!File.Exists(path))
            throw new AudioException(AudioFault.Missing, "There is no such file, or its folder may not be read.");
        SafeFileHandle? _handle = null;
        try
        {
            _handle = OperatingSystem.IsLinux() ? OpenWithoutBlocking(path) : File.OpenHandle(path);
            long length = RandomAccess.GetLength(_handle);
            if (length == 0)
                throw new AudioException(AudioFault.Empty, "The file is empty.");
            return new AudioFile(_handle, length);
        }
        catch (Exception e)
        {
            _handle?.Dispose();
            throw e switch
            {
                AudioException => e,
                UnauthorizedAccessException => new AudioException(AudioFault.Unreadable, "The file may not be read: check its permissions.", e),
                NotSupportedException => new AudioException(AudioFault.Unreadable, "This is a pipe or device, not a file.", e),
                IOException => new AudioException(AudioFault.Unreadable, $"The file cannot be read: {e.Message}", e),
                _ => e,
            };
        }
    }

    /// <summary>Fills <paramref name="buffer"/> from <paramref name="offset"/> on; returns less than its length only at the file's end.</summary>
    public int ReadAt(long offset, Span<byte> buffer)
    {
        try
        {
            int filled = 0;
            while (filled < buffer.Length && RandomAccess.Read(_handle, buffer[filled..], offset + filled) is > 0 and var read)
                filled += read;
            return filled;
        }
        catch (IOException e)
        {
            throw new AudioException(AudioFault.Unreadable, $"The file cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads all of it, for nothing; whether that can be done.</summary>
    public bool ReadThrough(CancellationToken cancellation)
    {
        byte[] block = new byte[1024 * 1024];
        try
        {
            for (long offset = 0; ReadAt(offset, block) is > 0 and var read; offset += read)
                cancellation.ThrowIfCancellationRequested();
            return true;
        }
        catch (AudioException)
        {
            return false;
        }
    }

    public void Dispose() => _handle.Dispose();

    private static SafeFileHandle OpenWithoutBlocking(string path)
    {
        int descriptor = OpenDescriptor(path, ReadOnlyNonBlockingCloseOnExec);
        if (descriptor >= 0)
            return new SafeFileHandle(descriptor, ownsHandle: true);
        int error = Marshal.GetLastPInvokeError();
        const int notPermitted = 1, accessDenied = 13;
        throw error is notPermitted or accessDenied
            ? new UnauthorizedAccessException()
            : new IOException(Marshal.GetPInvokeErrorMessage(error));
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenDescriptor(string path, int flags);
}
