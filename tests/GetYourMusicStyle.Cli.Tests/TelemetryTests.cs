using System.Diagnostics;
using System.Text.RegularExpressions;

namespace GetYourMusicStyle.Cli.Tests;

/// <summary>What the program does beside its work, as the kernel sees it: it speaks to nobody, and writes nothing that was not asked for.</summary>
public sealed partial class TelemetryTests
{
    private static readonly string[] SwitchesOfTheScript = ["ORT_DISABLE_TELEMETRY", "DOTNET_CLI_TELEMETRY_OPTOUT", "MASSTRANSIT_USAGE_TELEMETRY"];

    [Fact]
    public async Task Started_without_the_script_it_calls_nobody_and_leaves_no_file()
    {
        using var music = new MusicFolder();
        string home = Directory.CreateDirectory(music.At("home")).FullName;
        string sample = Path.Combine(Gyms.Root, "samples", "city-blues.mp3");

        var (ended, calls) = await TraceAsync(music, home, "classify", sample, "--csv", "out.csv");

        Assert.True(ended.Code == 0, ended.Error);
        Assert.Contains(calls, call => call.Contains("libonnxruntime.so", StringComparison.Ordinal));
        Assert.Contains(calls, call => call.Contains("out.csv", StringComparison.Ordinal) && Writes().IsMatch(call));
        Assert.DoesNotContain(calls, call => Speaks().IsMatch(call));
        Assert.DoesNotContain(calls, call => Writes().IsMatch(call) && !IsAllowed(call, music));
        Assert.Empty(Directory.EnumerateFileSystemEntries(home));
    }

    private static async Task<(Ended Ended, string[] Calls)> TraceAsync(MusicFolder music, string home, params string[] arguments)
    {
        string trace = music.At("trace.txt");
        var start = new ProcessStartInfo("strace", [
            "--follow-forks", "--string-limit=4096", "--output", trace, "-e", "trace=network,open,openat,openat2,creat,mkdir,mkdirat,rename,renameat,renameat2",
            "dotnet", Gyms.Program, .. arguments])
        {
            WorkingDirectory = music.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["GYMS_HOME"] = Gyms.Root;
        start.Environment["HOME"] = home;
        foreach (string name in (string[])[.. SwitchesOfTheScript, "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"])
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var ended = await Gyms.EndAsync(process);
        return (ended, await File.ReadAllLinesAsync(trace));
    }

    /// <summary>Files in the folder of the results, and what the .NET runtime keeps for itself: a socket, shared memory, the names of its threads.</summary>
    private static bool IsAllowed(string call, MusicFolder music) =>
        call.Contains($"\"{music.Path}", StringComparison.Ordinal) && !call.Contains($"\"{music.At("home")}", StringComparison.Ordinal)
        || RuntimesOwn().IsMatch(call);

    /// <summary>A socket of the network, or a way to another program's socket.</summary>
    [GeneratedRegex(@"socket\(AF_INET|\bconnect\(|\bsendto\(|\bsendmsg\(")]
    private static partial Regex Speaks();

    [GeneratedRegex(@"O_WRONLY|O_RDWR|O_CREAT|\b(creat|mkdir|mkdirat|rename|renameat|renameat2)\(")]
    private static partial Regex Writes();

    [GeneratedRegex(@"""(/dev/(null|tty|shm/|pts)|/proc/self/|/proc/\d+/|/tmp/(clr-debug-pipe|dotnet-diagnostic|\.dotnet))|/memfd:doublemapper")]
    private static partial Regex RuntimesOwn();
}
