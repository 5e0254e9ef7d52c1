using System.Runtime.InteropServices;

namespace GetYourMusicStyle.Audio.Native;

/// <summary>The calls of the C library that start a process with one socket, end it with all that came of it, and ask how it ended.</summary>
internal static unsafe partial class ProcessCalls
{
    private const short OwnSession = 0x80;
    private const int ReadOnly = 0, WriteOnly = 1, KillSignal = 9;
    private const int RoomForOpaque = 1024;     // posix_spawnattr_t and posix_spawn_file_actions_t are smaller everywhere

    /// <summary>
    /// Starts a program in a session of its own, with nothing open but <paramref name="descriptor"/>, as the number that it is to have, and /dev/null.
    /// </summary>
    /// <returns>The process, or less than 0: minus the error.</returns>
    public static int Start(string program, IReadOnlyList<string> arguments, IReadOnlyList<string> environment, int descriptor, int number)
    {
        byte* attributes = stackalloc byte[RoomForOpaque], actions = stackalloc byte[RoomForOpaque];
        _ = InitializeAttributes(attributes);
        _ = SetFlags(attributes, OwnSession);
        _ = InitializeActions(actions);
        _ = AddOpen(actions, 0, "/dev/null", ReadOnly, 0);
        _ = AddOpen(actions, 1, "/dev/null", WriteOnly, 0);
        _ = AddOpen(actions, 2, "/dev/null", WriteOnly, 0);
        _ = AddDuplicate(actions, descriptor, number);
        nint[] argv = Strings([program, .. arguments]), envp = Strings(environment);
        try
        {
            fixed (nint* first = argv, firstOfEnvironment = envp)
            {
                int error = Spawn(out int process, program, actions, attributes, first, firstOfEnvironment);
                return error == 0 ? process : -error;
            }
        }
        finally
        {
            foreach (nint text in argv.Concat(envp))
                Marshal.FreeCoTaskMem(text);
            _ = DestroyActions(actions);
            _ = DestroyAttributes(attributes);
        }
    }

    /// <summary>Ends a process that has a session of its own, and all others of that.</summary>
    public static void End(int process) => _ = Kill(-process, KillSignal);

    /// <summary>Waits for the end of a child process; its status, or null if somebody else has asked.</summary>
    public static int? Wait(int process)
    {
        int status;
        int result;
        do
            result = WaitForProcess(process, out status, 0);
        while (result < 0 && Marshal.GetLastPInvokeError() == 4);
        return result == process ? status : null;
    }

    private static nint[] Strings(IReadOnlyList<string> texts) => [.. texts.Select(Marshal.StringToCoTaskMemUTF8), 0];

    [LibraryImport("libc", EntryPoint = "posix_spawn", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Spawn(out int process, string path, byte* actions, byte* attributes, nint* arguments, nint* environment);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_init")]
    private static partial int InitializeAttributes(byte* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    private static partial int SetFlags(byte* attributes, short flags);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_destroy")]
    private static partial int DestroyAttributes(byte* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    private static partial int InitializeActions(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int AddOpen(byte* actions, int descriptor, string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    private static partial int AddDuplicate(byte* actions, int descriptor, int number);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    private static partial int DestroyActions(byte* actions);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "waitpid", SetLastError = true)]
    private static partial int WaitForProcess(int process, out int status, int options);
}
