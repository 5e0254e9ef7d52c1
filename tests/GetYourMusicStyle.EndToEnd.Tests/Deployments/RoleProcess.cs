using System.Diagnostics;
using System.Globalization;
using GetYourMusicStyle.EndToEnd.Tests.Checkout;

namespace GetYourMusicStyle.EndToEnd.Tests.Deployments;

/// <summary>
/// One process of the worker program, at an address that it keeps over restarts. It runs below deploy/native/supervise.sh, which ends it
/// with this process at the latest; its output goes to a file.
/// </summary>
internal sealed class RoleProcess : IAsyncDisposable
{
    private static readonly string Supervisor = Path.Combine(Repository.Root, "deploy", "native", "supervise.sh");
    private readonly string _program;
    private readonly IReadOnlyList<string> _arguments;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly Lock _lock = new();
    private Process? _supervisor;
    private Task _restarts = Task.CompletedTask;
    private bool _ended = true;

    public RoleProcess(string name, string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        (Name, _program, _arguments, _environment) = (name, program, arguments, environment);
        Address = new Uri($"http://127.0.0.1:{Ports.Free()}/");
    }

    public string Name { get; }

    public Uri Address { get; }

    /// <summary>How often it was started.</summary>
    public int Starts { get; private set; }

    public string LogPath => Path.Combine(Repository.RunFolder, Name + ".log");

    public bool Running => _supervisor is { HasExited: false };

    /// <summary>Starts it; <see cref="ReadyAsync"/> waits for it.</summary>
    public void Start()
    {
        lock (_lock)
        {
            _ended = false;
            Launch();
        }
    }

    /// <summary>Starts it, and again whenever it ends, as an orchestrator would.</summary>
    public void StartRestarting()
    {
        Start();
        _restarts = Task.Run(async () =>
        {
            while (true)
            {
                await _supervisor!.WaitForExitAsync();
                lock (_lock)
                {
                    if (_ended)
                        return;
                    Launch();
                }
            }
        });
    }

    /// <summary>Waits until it is ready for work.</summary>
    public async Task ReadyAsync() => await Until.TrueAsync(
        async () => Running ? await IsReadyAsync() : throw new InvalidOperationException($"{Name} has ended:\n{LogTail(20)}"), $"{Name} is ready");

    /// <summary>kill -9.</summary>
    public Task KillAsync() => EndAsync("KILL");

    /// <summary>Asks it to stop, as an orchestrator does; returns its exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        await EndAsync("TERM");
        return _supervisor!.ExitCode;
    }

    /// <summary>Stops its clock, so that what it holds can be looked at before it is killed.</summary>
    public Task FreezeAsync() => SignalAsync("STOP");

    public Task ThawAsync() => SignalAsync("CONT");

    /// <summary>What it has logged.</summary>
    public string Log()
    {
        if (!File.Exists(LogPath))
            return "";
        using var reader = new StreamReader(new FileStream(LogPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return reader.ReadToEnd();
    }

    public string LogTail(int lines) => string.Join('\n', Log().Split('\n').TakeLast(lines));

    /// <summary>The sum of all series of a metric whose labels contain a text.</summary>
    public async Task<double> MetricAsync(string name, string label)
    {
        string text = await Http.GetStringAsync(new Uri(Address, "metrics"));
        return text.Split('\n')
            .Where(line => line.StartsWith(name + "{", StringComparison.Ordinal) && line.Contains(label, StringComparison.Ordinal))
            .Sum(line => double.Parse(line[(line.LastIndexOf('}') + 1)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _supervisor?.Dispose();
    }

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(20) };

    private string PidPath => Path.Combine(Repository.RunFolder, Name + ".pid");

    private void Launch()
    {
        var start = new ProcessStartInfo("bash", ["-c", "exec bash \"$@\" 2>/dev/null", "bash", Supervisor, Repository.RunFolder, Name, "dotnet", _program, .. _arguments, "--urls", $"{Address}"]);
        foreach (var (key, value) in _environment)
            start.Environment[key] = value;
        start.Environment["GYMS_PARENT"] = $"{Environment.ProcessId}";
        File.Delete(PidPath);
        _supervisor = Process.Start(start)!;
        Starts++;
    }

    private async Task EndAsync(string signal)
    {
        lock (_lock)
            _ended = true;
        if (Running)
            await SignalAsync(signal);
        await (_supervisor?.WaitForExitAsync() ?? Task.CompletedTask);
        await _restarts;
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(Address, "health/ready"));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private async Task SignalAsync(string signal)
    {
        await Until.TrueAsync(() => Task.FromResult(File.Exists(PidPath)), $"{Name} has a process id");
        string id = (await File.ReadAllTextAsync(PidPath)).Split(' ')[0];
        using var kill = Process.Start("kill", ["-" + signal, id]);
        await kill.WaitForExitAsync();
    }
}
