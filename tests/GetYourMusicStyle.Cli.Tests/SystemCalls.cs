using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace GetYourMusicStyle.Cli.Tests;

/// <summary>
/// A program and all that it starts under strace: whom it speaks to, what it looks up, which files it makes or changes. Without any switch that
/// turns off what a library reports to its makers, and with a home and a temporary folder of its own.
/// </summary>
internal sealed partial class SystemCalls
{
    private static readonly string[] Switches = ["ORT_DISABLE_TELEMETRY", "DOTNET_CLI_TELEMETRY_OPTOUT", "MASSTRANSIT_USAGE_TELEMETRY"];

    private static readonly string[] Traced =
    [
        "network", "open", "openat", "openat2", "creat", "mkdir", "mkdirat", "mknod", "mknodat", "rename", "renameat", "renameat2", "link", "linkat",
        "symlink", "symlinkat", "truncate", "unlink", "unlinkat", "rmdir",
    ];

    private readonly string _folder;

    /// <param name="folder">For the trace, the home and the temporary folder.</param>
    public SystemCalls(string folder)
    {
        _folder = folder;
        foreach (string own in (string[])[Home, Temporary])
            Directory.CreateDirectory(own);
    }

    /// <summary>The home folder of the program.</summary>
    public string Home => Path.Combine(_folder, "home");

    /// <summary>Its folder for temporary files.</summary>
    public string Temporary => Path.Combine(_folder, "temporary");

    private string TracePath => Path.Combine(_folder, "trace.txt");

    /// <summary>How to start a .NET program so.</summary>
    public ProcessStartInfo Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("strace", [
            "--follow-forks", "--seccomp-bpf", "--string-limit=4096", "--output", TracePath, "-e", $"trace={string.Join(',', Traced)}",
            "dotnet", program, .. arguments])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in (string[])[.. Switches, "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"])
            start.Environment.Remove(name);
        (start.Environment["HOME"], start.Environment["TMPDIR"]) = (Home, Temporary);
        return start;
    }

    /// <summary>Ends the program that a strace runs, as an orchestrator does.</summary>
    public static async Task TerminateAsync(Process strace)
    {
        string children = await File.ReadAllTextAsync($"/proc/{strace.Id}/task/{strace.Id}/children");
        using var kill = Process.Start("kill", ["-TERM", .. children.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        await kill.WaitForExitAsync();
        await strace.WaitForExitAsync();
    }

    /// <summary>All that was traced, once the program has ended.</summary>
    public string[] Read() => File.ReadAllLines(TracePath);

    /// <summary>It spoke to nobody but at these ports of this machine, and wrote nothing outside these folders.</summary>
    public void AssertQuiet(string[] calls, int[] ports, params string[] folders)
    {
        Assert.Empty(Speech(calls, ports));
        Assert.Empty(Writes(calls, folders));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Home));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Temporary));
    }

    /// <summary>Look-ups of names, and words with anybody who is not at one of these ports of this machine.</summary>
    private static IEnumerable<string> Speech(string[] calls, int[] ports) =>
        calls.Where(call => Addressed().IsMatch(call) && !ToThisMachine(call, ports));

    /// <summary>Files and folders made, changed, moved or deleted outside these folders.</summary>
    private IEnumerable<string> Writes(string[] calls, string[] folders) =>
        calls.Where(call => Writing().IsMatch(call) && !RuntimesOwn().IsMatch(call)
            && !(Runtimes(call) && call.Contains($"\"{Temporary}/", StringComparison.Ordinal))
            && !Array.Exists(folders, folder => call.Contains($"\"{folder}/", StringComparison.Ordinal) || call.Contains($"\"{folder}\"", StringComparison.Ordinal)));

    private static bool ToThisMachine(string call, int[] ports)
    {
        // The kernel's own list of network interfaces.
        if (call.Contains("sa_family=AF_NETLINK", StringComparison.Ordinal))
            return true;
        var loopback = Loopback().Match(call);
        return loopback.Success && ports.Contains(int.Parse(loopback.Groups[1].Value, CultureInfo.InvariantCulture));
    }

    // The sockets and pipes that debuggers of .NET look for.
    private static bool Runtimes(string call) => RuntimesTemporary().IsMatch(call);

    [GeneratedRegex(@"\b(connect|sendto|sendmsg|sendmmsg)\(.*sa_family=")]
    private static partial Regex Addressed();

    [GeneratedRegex(@"sin6?_port=htons\((\d+)\).*(?:""127\.\d+\.\d+\.\d+""|""::1""|""::ffff:127\.\d+\.\d+\.\d+"")")]
    private static partial Regex Loopback();

    [GeneratedRegex(@"\b(open|openat|openat2)\(.*(O_WRONLY|O_RDWR|O_CREAT)|\b(creat|mkdir|mkdirat|mknod|mknodat|rename|renameat|renameat2|link|linkat|symlink|symlinkat|truncate|unlink|unlinkat|rmdir)\(")]
    private static partial Regex Writing();

    [GeneratedRegex(@"""(/dev/(null|tty|shm/|pts)|/proc/self/|/proc/\d+/)|/memfd:doublemapper")]
    private static partial Regex RuntimesOwn();

    [GeneratedRegex(@"/(clr-debug-pipe|dotnet-diagnostic|\.dotnet)")]
    private static partial Regex RuntimesTemporary();
}
