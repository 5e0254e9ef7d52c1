using System.Runtime.InteropServices;

namespace GetYourMusicStyle.Decoder.Confinement;

/// <summary>The calls of Linux that take rights away, and the one that starts a program in place of this one.</summary>
internal static unsafe partial class LinuxCalls
{
    /// <summary>prctl: names of what is set.</summary>
    public const int SetDeathSignal = 1, DropFromBounding = 24, SetNoNewPrivileges = 38;

    /// <summary>setrlimit: names of resources.</summary>
    public const int ProcessorTime = 0, FileSize = 1, Data = 2, CoreDump = 4, Processes = 6, OpenFiles = 7;

    [StructLayout(LayoutKind.Sequential)]
    public struct Limit
    {
        public ulong Soft;
        public ulong Hard;
    }

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    public static partial int Control(int option, nuint argument, nuint third = 0, nuint fourth = 0, nuint fifth = 0);

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    public static partial int SetLimit(int resource, in Limit limit);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    public static partial nint Call(nint number, nint first, nint second, nint third, nint fourth);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    public static partial int Duplicate(int descriptor, int onto);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "getppid")]
    public static partial int Parent();

    [LibraryImport("libc", EntryPoint = "setgroups", SetLastError = true)]
    public static partial int SetGroups(nuint count, uint* groups);

    [LibraryImport("libc", EntryPoint = "setresgid", SetLastError = true)]
    public static partial int SetGroup(uint real, uint effective, uint saved);

    [LibraryImport("libc", EntryPoint = "setresuid", SetLastError = true)]
    public static partial int SetUser(uint real, uint effective, uint saved);

    [LibraryImport("libc", EntryPoint = "execve", SetLastError = true)]
    private static partial int Execute(byte* path, byte** arguments, byte** environment);

    /// <summary>Becomes another program, with this environment; returns only if that fails.</summary>
    public static int Become(string program, IReadOnlyList<string> arguments, IReadOnlyList<string> environment)
    {
        byte** argv = Strings([program, .. arguments]), envp = Strings(environment);
        byte* path = (byte*)Marshal.StringToCoTaskMemUTF8(program);
        Execute(path, argv, envp);
        return Marshal.GetLastPInvokeError();
    }

    // Never freed: the program is replaced, or ends.
    private static byte** Strings(IReadOnlyList<string> texts)
    {
        byte** pointers = (byte**)NativeMemory.AllocZeroed((nuint)texts.Count + 1, (nuint)sizeof(byte*));
        for (int i = 0; i < texts.Count; i++)
            pointers[i] = (byte*)Marshal.StringToCoTaskMemUTF8(texts[i]);
        return pointers;
    }
}
