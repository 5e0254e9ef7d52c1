using System.Runtime.InteropServices;

namespace GetYourMusicStyle.Decoder.Confinement;

/// <summary>
/// What may be seen of the file system (Landlock, Linux 5.13): a few folders, to read; a few programs, to run; nothing to write. From Linux 6.7 on no
/// TCP either, from 6.12 on no signals and no abstract sockets out of the cage. Files that were open before stay so.
/// </summary>
internal static unsafe class Landlock
{
    private const nint CreateRuleset = 444, AddRule = 445, RestrictSelf = 446;
    private const int RulePathBeneath = 1, AskVersion = 1;
    private const ulong Execute = 1, WriteFile = 2, ReadFile = 4, ReadFolder = 8;
    private const int OpenPath = 0x20_0000 | 0x8_0000; // O_PATH | O_CLOEXEC

    [StructLayout(LayoutKind.Sequential)]
    private struct Ruleset
    {
        public ulong Files;
        public ulong Network;
        public ulong Scoped;
    }

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct PathBeneath
    {
        public ulong Access;
        public int Parent;
    }

    /// <summary>The version of the kernel's Landlock; 0 without it.</summary>
    public static int Version => (int)Math.Max(0, LinuxCalls.Call(CreateRuleset, 0, 0, AskVersion, 0));

    /// <summary>Confines this thread and all that comes of it; whether that was possible. What is not there is left out.</summary>
    public static bool Set(IEnumerable<string> read, IEnumerable<string> run)
    {
        int version = Version;
        if (version == 0)
            return false;
        var ruleset = new Ruleset
        {
            Files = version switch { 1 => 0x1FFF, 2 => 0x3FFF, 3 or 4 => 0x7FFF, _ => 0xFFFF },
            Network = version >= 4 ? 3UL : 0,
            Scoped = version >= 6 ? 3UL : 0,
        };
        int size = version switch { < 4 => 8, < 6 => 16, _ => 24 };
        int rules = (int)LinuxCalls.Call(CreateRuleset, (nint)(&ruleset), size, 0, 0);
        if (rules < 0)
            return false;
        foreach (string path in read)
            Allow(rules, path, Directory.Exists(path) ? ReadFile | ReadFolder : ReadFile);
        foreach (string path in run)
            Allow(rules, path, ReadFile | Execute);
        Allow(rules, "/dev/null", ReadFile | WriteFile);
        bool set = LinuxCalls.Call(RestrictSelf, rules, 0, 0, 0) == 0;
        _ = LinuxCalls.Close(rules);
        return set;
    }

    private static void Allow(int rules, string path, ulong access)
    {
        int parent = LinuxCalls.Open(path, OpenPath);
        if (parent < 0)
            return;
        var rule = new PathBeneath { Access = access, Parent = parent };
        LinuxCalls.Call(AddRule, rules, RulePathBeneath, (nint)(&rule), 0);
        _ = LinuxCalls.Close(parent);
    }
}
