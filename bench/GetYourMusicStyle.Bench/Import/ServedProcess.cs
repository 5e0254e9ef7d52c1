using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GetYourMusicStyle.Bench.Material;

namespace GetYourMusicStyle.Bench.Import;

/// <summary>One of our processes, with its address for health and metrics.</summary>
internal sealed class ServedProcess : IAsyncDisposable
{
    private static readonly HttpClient Http = new();
    private readonly Process _process;

    private ServedProcess(string name, Process process, Uri address) => (Name, _process, Address) = (name, process, address);

    public string Name { get; }

    public Uri Address { get; }

    public int Id => _process.Id;

    /// <summary>Starts a built program of ours on a free port and waits until it is ready.</summary>
    public static async Task<ServedProcess> StartAsync(string name, string assembly, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> settings)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        string project = Path.GetFileNameWithoutExtension(assembly) == "gyms" ? "GetYourMusicStyle.Cli" : Path.GetFileNameWithoutExtension(assembly);
        string program = Path.Combine(Clip.Home, "artifacts", "bin", project, "release", assembly);
        var start = new ProcessStartInfo("dotnet", [program, .. arguments, "--urls", address.ToString()]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["GYMS_HOME"] = Clip.Home;
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Say(name, line.Data);
        process.ErrorDataReceived += (_, line) => Say(name, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var served = new ServedProcess(name, process, address);
        await served.ReadyAsync();
        return served;
    }

    /// <summary>Processor time used so far, its ended children's with it, in seconds.</summary>
    public double CpuSeconds() => CpuSeconds(_process.Id);

    /// <summary>Processor time of a process and of its ended children, in seconds (proc(5): fields 14 to 17 of stat, in hundredths).</summary>
    public static double CpuSeconds(int id)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{id}/stat");
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[11..15].Sum(ticks => double.Parse(ticks, CultureInfo.InvariantCulture)) / 100;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>Largest resident memory so far, in bytes.</summary>
    public long PeakBytes() =>
        long.Parse(File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(':')[1].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * 1024;

    /// <summary>The sum of all series of a metric, and those of one stage where a stage is named.</summary>
    public async Task<double> MetricAsync(string name, string? label = null)
    {
        string text = await Http.GetStringAsync(new Uri(Address, "/metrics"));
        return text.Split('\n')
            .Where(line => line.StartsWith(name, StringComparison.Ordinal) && line.Length > name.Length && line[name.Length] is '{' or ' ' && (label is null || line.Contains(label, StringComparison.Ordinal)))
            .Sum(line => double.Parse(line[(line.LastIndexOf('}') + 1)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task ReadyAsync()
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < TimeSpan.FromMinutes(2))
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"{Name} ended with exit code {_process.ExitCode}.");
            try
            {
                using var answer = await Http.GetAsync(new Uri(Address, "/health/ready"));
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(100);
        }
        throw new TimeoutException($"{Name} was not ready within two minutes.");
    }

    private static void Say(string name, string? line)
    {
        if (!string.IsNullOrEmpty(line))
            Console.Error.WriteLine($"[{name}] {line}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
