using System.Runtime.InteropServices;

namespace GetYourMusicStyle.Cli;

/// <summary>What .NET has no call for.</summary>
internal static class LibC
{
    /// <summary>The signal that asks a process to end.</summary>
    public const int SigTerm = 15;

    /// <summary>Sends a signal to a process; 0 when that went well.</summary>
    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Kill(int pid, int signal);

    /// <summary>Renames a file or a link itself, in one step, where .NET follows links to folders; 0 when that went well, else errno is set.</summary>
    [DllImport("libc", EntryPoint = "rename", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Rename([MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);
}
