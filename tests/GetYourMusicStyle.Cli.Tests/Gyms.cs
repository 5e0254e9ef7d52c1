using System.Diagnostics;
using System.Text;

namespace GetYourMusicStyle.Cli.Tests;

/// <summary>The built program, run as a user runs it.</summary>
public static class Gyms
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The program, for dotnet to run.</summary>
    public static string Program { get; } = Path.Combine(
        Root, "artifacts", "bin", "GetYourMusicStyle.Cli", new DirectoryInfo(AppContext.BaseDirectory).Name, "gyms.dll");

    /// <summary>Runs a command to its end.</summary>
    public static async Task<Ended> RunAsync(string folder, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        return await EndAsync(process);
    }

    /// <summary>Starts a command in a folder.</summary>
    public static Process Start(string folder, params string[] arguments) => Start(folder, Root, arguments);

    /// <summary>Starts a command in a folder, with the product's scripts and models in another.</summary>
    /// <param name="environment">Variables to set, beside GYMS_HOME.</param>
    public static Process Start(string folder, string home, string[] arguments, params (string Name, string Value)[] environment)
    {
        // A test run in the background of a shell ignores Ctrl-C, and so would what it starts.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Program, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["GYMS_HOME"] = home;
        start.Environment["XDG_STATE_HOME"] = Path.Combine(folder, ".state");      // never that of who runs the tests
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Waits for a command and returns what it said.</summary>
    public static async Task<Ended> EndAsync(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException($"gyms did not end; it said: {await error}");
        }
        return new Ended(process.ExitCode, await output, await error);
    }

    /// <summary>Sends a signal such as INT to a command.</summary>
    public static void Signal(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits until something is so, while the command runs.</summary>
    public static async Task UntilAsync(Process process, Func<bool> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            if (process.HasExited || clock.Elapsed > Limit)
                throw new InvalidOperationException($"it ended too early: {await process.StandardError.ReadToEndAsync()}");
            await Task.Delay(5);
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "GetYourMusicStyle.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("the repository was not found above the tests");
        return folder.FullName;
    }
}

/// <summary>How a command ended, and what it said.</summary>
public sealed record Ended(int Code, string Output, string Error);
