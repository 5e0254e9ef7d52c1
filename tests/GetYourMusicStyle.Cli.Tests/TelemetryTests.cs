using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace GetYourMusicStyle.Cli.Tests;

/// <summary>
/// What the program does beside its work, as the kernel sees it: it speaks to nobody but those who call it, looks nothing up, and writes nothing
/// outside the folders that it was given.
/// </summary>
public sealed class TelemetryTests : IDisposable
{
    private static readonly string[] Samples = ["city-blues.mp3", "coherence.opus", "parsec.m4a"];
    private readonly MusicFolder _music = new();
    private readonly SystemCalls _calls;
    private readonly List<Process> _started = [];

    public TelemetryTests() => _calls = new(Directory.CreateDirectory(_music.At("traced")).FullName);

    public static TheoryData<string, string[]> Commands => new()
    {
        { "classify", ["--csv", "RESULTS/out.csv", "--plot", "RESULTS/plots"] },
        { "features", ["--csv", "RESULTS/out.csv"] },
        { "spectrograms", ["--out", "RESULTS/out.csv"] },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_command_calls_nobody_and_writes_its_results_alone(string command, string[] options)
    {
        string results = Directory.CreateDirectory(_music.At("results")).FullName;

        var ended = await RunAsync([command, .. SamplePaths(), .. options.Select(option => option.Replace("RESULTS", results, StringComparison.Ordinal))]);

        Assert.True(ended.Code == 0, ended.Error);
        string[] calls = _calls.Read();
        Assert.Contains(calls, call => call.Contains($"{results}/out.csv", StringComparison.Ordinal));
        Assert.Equal(command == "classify", calls.Any(call => call.Contains("libonnxruntime.so", StringComparison.Ordinal)));
        Assert.DoesNotContain(calls, call => call.Contains("socket(AF_INET", StringComparison.Ordinal));
        _calls.AssertQuiet(calls, [], results);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_server_that_takes_uploads_calls_nobody_and_writes_in_its_data_folder_alone()
    {
        string data = _music.At("data");
        int port = FreePort();
        string address = $"http://127.0.0.1:{port}";
        var server = Start("serve", "--urls", address, "--data", data);
        var (output, errors) = (server.StandardOutput.ReadToEndAsync(), server.StandardError.ReadToEndAsync());
        using var http = new HttpClient();
        await Gyms.UntilAsync(server, () => Answers(http, $"{address}/health/ready"));
        using (var submit = Gyms.Start(_music.Path, ["submit", .. SamplePaths(), "--server", address, "--wait"]))
        {
            var ended = await Gyms.EndAsync(submit);
            Assert.True(ended.Code == 0, ended.Output + ended.Error);
        }
        foreach (string path in (string[])["/", "/metrics", "/openapi/v1.json", "/api/v1/tracks", "/api/v1/tracks/1/timeline.png", "/api/v1/tracks/1/similar"])
            (await http.GetAsync(new Uri(address + path))).Dispose();

        await SystemCalls.TerminateAsync(server);

        Assert.True(server.ExitCode == 0, await output + await errors);
        string[] calls = _calls.Read();
        Assert.Contains(calls, call => call.Contains("libonnxruntime.so", StringComparison.Ordinal));
        Assert.Contains(calls, call => call.Contains("AF_INET", StringComparison.Ordinal));
        Assert.Contains(calls, call => call.Contains($"\"{data}/catalog.db\"", StringComparison.Ordinal));
        _calls.AssertQuiet(calls, [port], data);
    }

    public void Dispose()
    {
        foreach (var process in _started)
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
            process.Dispose();
        }
        _music.Dispose();
    }

    private Process Start(params string[] arguments)
    {
        var start = _calls.Start(Gyms.Program, arguments);
        start.Environment["GYMS_HOME"] = Gyms.Root;
        var process = Process.Start(start)!;
        _started.Add(process);
        return process;
    }

    private Task<Ended> RunAsync(params string[] arguments) => Gyms.EndAsync(Start(arguments));

    private static IEnumerable<string> SamplePaths() => Samples.Select(name => Path.Combine(Gyms.Root, "samples", name));

    private static bool Answers(HttpClient http, string address)
    {
        try
        {
            using var answer = http.Send(new(HttpMethod.Get, address));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var probe = new Socket(SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }
}
