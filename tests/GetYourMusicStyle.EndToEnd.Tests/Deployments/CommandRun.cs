using System.Diagnostics;
using GetYourMusicStyle.EndToEnd.Tests.Checkout;

namespace GetYourMusicStyle.EndToEnd.Tests.Deployments;

/// <summary>A program run beside the test: its exit code and what it says.</summary>
internal sealed class CommandRun : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output, _errors;

    private CommandRun(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        _process = Process.Start(start)!;
        (_output, _errors) = (_process.StandardOutput.ReadToEndAsync(), _process.StandardError.ReadToEndAsync());
    }

    /// <summary>Starts the gyms command with the deployment's key, or another one.</summary>
    public static CommandRun Gyms(string key, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Repository.CommandLine, .. arguments]);
        start.Environment["GYMS_API_KEY"] = key;
        start.Environment["GYMS_HOME"] = Repository.Root;
        return new(start);
    }

    /// <summary>Starts any program.</summary>
    public static CommandRun Of(string program, params string[] arguments) => new(new ProcessStartInfo(program, arguments));

    /// <summary>Tells it to stop, as Ctrl-C does; but that does not reach the programs of a shell's background job.</summary>
    public async Task InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for its end.</summary>
    public async Task<(int Code, string Output, string Errors)> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Until.Deadline);
        return (_process.ExitCode, await _output, await _errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
