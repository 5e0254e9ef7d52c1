using System.Runtime.InteropServices;

namespace GetYourMusicStyle.Hosting.Startup;

/// <summary>Audio, catalog and keys are for the user who runs the process: folders 0700, files 0600.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private static readonly string[] Folders = ["objects", "spool", "work"];

    /// <summary>Everything that this process makes from now on is its user's alone.</summary>
    public static void FromNowOn()
    {
        if (!OperatingSystem.IsWindows())
            _ = SetMask(0b000_111_111);
    }

    /// <summary>Takes from others what they may do with a data folder and what lies in it; deeper folders are behind closed doors then.</summary>
    /// <param name="folder">A data folder: a new one, or one with a catalog. Any other is left as it is.</param>
    /// <param name="catalog">The name of the catalog's file in it.</param>
    public static void Close(string folder, string catalog)
    {
        var data = new DirectoryInfo(folder);
        if (OperatingSystem.IsWindows() || (!File.Exists(Path.Combine(folder, catalog)) && data.EnumerateFileSystemInfos().Any()))
            return;
        foreach (var one in data.EnumerateFileSystemInfos().Where(one => Folders.Contains(one.Name) || one.Name.StartsWith(catalog, StringComparison.Ordinal)).Prepend(data))
        {
            try
            {
                one.UnixFileMode &= Owner;
            }
            catch (Exception e) when (e is UnauthorizedAccessException or IOException)
            {
                // Another user's, or on a file system without rights.
            }
        }
    }

    [DllImport("libc", EntryPoint = "umask")]
    private static extern uint SetMask(uint mask);
}
