using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace GetYourMusicStyle.Cli.Tests;

/// <summary>A server whose decoder hangs for ever: the file is given up when it is deleted, and the server stops when it is told to.</summary>
public sealed class HungDecoderTests : IDisposable
{
    private readonly MusicFolder _music = new();
    private Process? _server;

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Deleting_the_track_frees_its_place_and_a_signal_stops_the_server()
    {
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)
            return;
        string address = $"http://127.0.0.1:{FreePort()}", hung = EndlessProgram();
        var server = Gyms.Start(_music.Path, Gyms.Root, ["serve", "--urls", address, "--data", _music.At("data")],
            ("Audio__FfmpegPath", hung), ("Audio__StallSeconds", "3600"), ("Audio__DecoderSeconds", "3600"), ("Bus__FeatureConcurrency", "1"));
        _server = server;
        var (output, errors) = (server.StandardOutput.ReadToEndAsync(), server.StandardError.ReadToEndAsync());
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        await UntilAsync(() => Answers(http));

        var first = await UploadAsync(http, "parsec.m4a");
        await UntilAsync(() => Running(hung) == 1);
        var second = await UploadAsync(http, "minstrels.flac");      // which ffmpeg has no part in
        using (var deleted = await http.DeleteAsync(new Uri($"/api/v1/tracks/{first.GetProperty("track_id")}", UriKind.Relative)))
            Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await UntilAsync(() => StateAsync(http, second).GetAwaiter().GetResult() == "done");
        await UntilAsync(() => Running(hung) == 0);

        await UploadAsync(http, "coherence.opus");
        await UntilAsync(() => Running(hung) == 1);
        Gyms.Signal(server, "TERM");
        await UntilAsync(() => server.HasExited);
        Assert.True(server.ExitCode is 0, await output + await errors);
        await UntilAsync(() => Running(hung) == 0);
    }

    public void Dispose()
    {
        _server?.Kill(entireProcessTree: true);
        _server?.Dispose();
        _music.Dispose();
    }

    private static async Task<JsonElement> UploadAsync(HttpClient http, string sample)
    {
        using var file = new StreamContent(File.OpenRead(Path.Combine(Gyms.Root, "samples", sample)));
        using var form = new MultipartFormDataContent { { file, "file", sample } };
        using var answer = await http.PostAsync(new Uri("/api/v1/tracks", UriKind.Relative), form);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<string?> StateAsync(HttpClient http, JsonElement job) =>
        (await http.GetFromJsonAsync<JsonElement>(new Uri($"/api/v1/jobs/{job.GetProperty("id")}", UriKind.Relative))).GetProperty("state").GetString();

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var clock = Stopwatch.StartNew(); !condition(); await Task.Delay(50))
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(2), "it did not come to pass");
    }

    private static bool Answers(HttpClient http)
    {
        try
        {
            using var answer = http.Send(new(HttpMethod.Get, "/health/ready"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static int Running(string program) =>
        Process.GetProcessesByName(Path.GetFileName(program)).Count(process => { using (process) return !process.HasExited; });

    /// <summary>A program for x64 that does nothing, for ever: an ELF header, one segment, and a jump to itself.</summary>
    private string EndlessProgram()
    {
        byte[] program =
        [
            0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            2, 0, 62, 0, 1, 0, 0, 0, .. Word(0x400078), .. Word(64), .. Word(0), 0, 0, 0, 0, 64, 0, 56, 0, 1, 0, 0, 0, 0, 0, 0, 0,
            1, 0, 0, 0, 5, 0, 0, 0, .. Word(0), .. Word(0x400000), .. Word(0x400000), .. Word(122), .. Word(122), .. Word(0x1000),
            0xEB, 0xFE,
        ];
        string path = _music.At($"hung{Environment.ProcessId % 100_000}");
        File.WriteAllBytes(path, program);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, (UnixFileMode)0x1ED);
        return path;

        static byte[] Word(long value) => BitConverter.GetBytes(value);
    }
}
