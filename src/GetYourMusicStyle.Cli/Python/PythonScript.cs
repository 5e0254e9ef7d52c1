using System.Diagnostics;

namespace GetYourMusicStyle.Cli.Python;

/// <summary>The parts of the product that are Python scripts, run with the terminal as it is.</summary>
internal static class PythonScript
{
    private const string Python = "/usr/bin/python3";      // the system's: the packages the scripts need are the system's
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>Starts a script to talk with: JSON lines through its standard input and output.</summary>
    /// <exception cref="UsageException">The script or Python is not there.</exception>
    public static Process Start(string script, IEnumerable<string> arguments)
    {
        Check(script);
        // Nothing of the user's own Python: the packages are the system's.
        var start = new ProcessStartInfo(Python, ["-E", "-s", "-B", script, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        return Process.Start(start) ?? throw new IOException($"{Python} could not be started");
    }

    /// <summary>Runs a module of a package in <c>models</c> and returns its exit code; when cancelled, asks it to end and waits for it.</summary>
    /// <param name="module">Its full name, such as <c>training.train</c>.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="UsageException">The module or Python is not there.</exception>
    public static async Task<int> RunAsync(string module, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        Check(Path.Combine(Home.Models, $"{module.Replace('.', Path.DirectorySeparatorChar)}.py"));
        cancellation.ThrowIfCancellationRequested();
        var start = new ProcessStartInfo(Python, ["-m", module, .. arguments]);
        // The packages are found in models, and nowhere by the luck of the folder one is in.
        start.Environment["PYTHONPATH"] = start.Environment.TryGetValue("PYTHONPATH", out string? own) && own is { Length: > 0 }
            ? $"{Home.Models}{Path.PathSeparator}{own}" : Home.Models;
        start.Environment["PYTHONSAFEPATH"] = "1";
        start.Environment["PYTHONUNBUFFERED"] = "1";
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using var process = Process.Start(start) ?? throw new IOException($"{Python} could not be started");
        try
        {
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            await EndAsync(process);
            throw;
        }
    }

    private static void Check(string script)
    {
        foreach (string needed in new[] { Python, script })
        {
            if (!File.Exists(needed))
                throw new UsageException($"{needed} is missing");
        }
    }

    // Ctrl-C on a terminal has reached the script already; a signal to gyms alone has not.
    private static async Task EndAsync(Process process)
    {
        if (!process.WaitForExit(TimeSpan.FromSeconds(1)))
            _ = LibC.Kill(process.Id, LibC.SigTerm);
        using var limit = new CancellationTokenSource(Grace);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
