using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GetYourMusicStyle.Storage.Folder;

/// <summary>Durable changes of directories: a new or renamed file survives a loss of power only once its directory is on the disk too.</summary>
internal static class DurableDirectory
{
    /// <summary>Creates a folder under a root that exists, and the folders between them.</summary>
    public static void Create(string root, string folder)
    {
        var missing = new Stack<string>();
        for (string at = folder; at.Length > root.Length && !Directory.Exists(at); at = Path.GetDirectoryName(at)!)
            missing.Push(at);
        while (missing.TryPop(out string? next))
        {
            Directory.CreateDirectory(next);
            Flush(Path.GetDirectoryName(next)!);
        }
    }

    /// <summary>Writes the names in a folder through to the disk.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;     // it writes names through by itself
        int descriptor = Open(folder, 0);
        if (descriptor < 0)
            throw new IOException($"Cannot open the folder {folder}: {Marshal.GetLastPInvokeErrorMessage()}.");
        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        if (FSync(descriptor) != 0)
            throw new IOException($"Cannot write the folder {folder} through: {Marshal.GetLastPInvokeErrorMessage()}.");
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int FSync(int descriptor);
}
