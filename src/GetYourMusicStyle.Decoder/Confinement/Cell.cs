using GetYourMusicStyle.Audio.Cage;

namespace GetYourMusicStyle.Decoder.Confinement;

/// <summary>
/// Takes from this process all that decoding does not need, before it has seen a byte of a file. Most of it holds for one thread only, and for what that
/// becomes: the thread then becomes the decoder.
/// </summary>
internal static class Cell
{
    private const ulong MegaByte = 1024 * 1024;
    private const ulong MostOpenFiles = 128, MostProcesses = 128;
    private const uint FirstOwnUser = 0x6000_0000, Nobody = 65534;
    private const nint CloseRange = 436, CloseOnExecute = 4;
    private const int FirstOther = DecoderChannel.Descriptor + 1;

    private static readonly string[] Readable =
    [
        "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache", "/proc/self", "/proc/meminfo", "/proc/cpuinfo", "/proc/stat",
        "/sys/devices/system/cpu", "/sys/devices/system/node", "/sys/fs/cgroup", "/dev/urandom",
    ];

    private static readonly string[] Loaders =
        ["/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1", "/lib/ld-musl-x86_64.so.1", "/lib/ld-musl-aarch64.so.1"];

    /// <summary>Locks this thread in; tells what holds. Only where its parent is no more it ends the process instead.</summary>
    /// <param name="parent">The process that started this one.</param>
    /// <param name="program">The program that the thread is to become, the runtime.</param>
    public static Restrictions Lock(int parent, string program, DecoderArguments arguments)
    {
        Restrictions held = Restrictions.None;
        void Holds(Restrictions restriction, bool holds) => held |= holds ? restriction : Restrictions.None;

        LinuxCalls.Call(CloseRange, FirstOther, int.MaxValue, CloseOnExecute, 0);
        ForgoWaiting();
        bool lasting = LinuxCalls.Control(LinuxCalls.SetNoNewPrivileges, 1) == 0;  // without it the kernel takes neither of the two lists
        Holds(Restrictions.NoNewPrivileges, lasting);
        Holds(Restrictions.Files, lasting && Landlock.Set(
            [.. Readable, arguments.Copies, .. Folders(program, arguments.Ffmpeg)], [.. Loaders, program, .. Programs(arguments.Ffmpeg)]));
        Holds(Restrictions.OwnUser, BecomeNobody([program, Environment.GetCommandLineArgs()[0], .. Programs(arguments.Ffmpeg)]));
        Holds(Restrictions.DiesWithParent, LinuxCalls.Control(LinuxCalls.SetDeathSignal, 9) == 0);
        if (LinuxCalls.Parent() != parent)
            Environment.Exit(1);
        Holds(Restrictions.Memory, Limit(LinuxCalls.Data, (ulong)arguments.Megabytes * MegaByte));
        Holds(Restrictions.OpenFiles, Limit(LinuxCalls.OpenFiles, MostOpenFiles));
        Holds(Restrictions.WritesNothing, Limit(LinuxCalls.FileSize, 0) & Limit(LinuxCalls.CoreDump, 0));
        if (held.HasFlag(Restrictions.OwnUser))
            Holds(Restrictions.Processes, Limit(LinuxCalls.Processes, MostProcesses));
        Holds(Restrictions.SystemCalls, lasting && Seccomp.Set(Environment.ProcessId));
        return held;
    }

    /// <summary>Limits the processor time of this process to what it used, and this much more.</summary>
    public static unsafe void LimitProcessorTime(int seconds)
    {
        ulong used = (ulong)Math.Ceiling(Environment.CpuUsage.TotalTime.TotalSeconds);
        var limit = new LinuxCalls.Limit { Soft = used + (ulong)seconds, Hard = ulong.MaxValue };
        LinuxCalls.Call(SystemCalls.Number(SystemCalls.SetLimit), LinuxCalls.ProcessorTime, (nint)(&limit), 0, 0);
    }

    // The first to go when memory runs short, rather than the server.
    private static void ForgoWaiting()
    {
        try
        {
            File.WriteAllText("/proc/self/oom_score_adj", "1000");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A courtesy.
        }
    }

    /// <summary>
    /// From root to a user that nobody else is, who owns nothing; without the rights of root where that user could not read the decoder itself, or ffmpeg.
    /// An ordinary user stays who he is.
    /// </summary>
    private static unsafe bool BecomeNobody(IEnumerable<string> needed)
    {
        if (LinuxCalls.EffectiveUser() != 0)
            return false;
        for (uint right = 0; right < 64; right++)
            LinuxCalls.Control(LinuxCalls.DropFromBounding, right);
        if (!needed.All(EverybodyReads))
            return false;
        uint own = FirstOwnUser + (uint)Environment.ProcessId;
        LinuxCalls.SetGroups(0, null);
        if (LinuxCalls.SetGroup(own, own, own) == 0 && LinuxCalls.SetUser(own, own, own) == 0)
            return true;
        LinuxCalls.SetGroup(Nobody, Nobody, Nobody);
        LinuxCalls.SetUser(Nobody, Nobody, Nobody);
        return false;
    }

    private static bool EverybodyReads(string path)
    {
        if (!File.GetUnixFileMode(path).HasFlag(UnixFileMode.OtherRead))
            return false;
        for (string? folder = Path.GetDirectoryName(path); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (!File.GetUnixFileMode(folder).HasFlag(UnixFileMode.OtherExecute))
                return false;
        }
        return true;
    }

    private static IEnumerable<string> Folders(string program, string? ffmpeg)
    {
        yield return Path.GetDirectoryName(program)!;
        yield return AppContext.BaseDirectory;
        if (ffmpeg is not null && Path.GetDirectoryName(Path.GetDirectoryName(Real(ffmpeg))) is { } installation)
            yield return Path.Combine(installation, "lib");
    }

    private static IEnumerable<string> Programs(string? ffmpeg) => ffmpeg is null ? [] : [Real(ffmpeg)];

    private static string Real(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    private static bool Limit(int resource, ulong most) => LinuxCalls.SetLimit(resource, new LinuxCalls.Limit { Soft = most, Hard = most }) == 0;
}
