using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace GetYourMusicStyle.Api.Tests;

/// <summary>A server without keys answers programs of its own user on its own machine, and nobody who cannot be proved to be one.</summary>
[Collection(OneServer.Name)]
public class LocalCallerTests(SharedServer shared)
{
    private readonly Server _server = shared.Server;

    [Theory]
    [InlineData("www-data")]
    [InlineData("root")]
    public async Task A_reverse_proxy_of_this_machine_is_refused_whoever_runs_it(string user)
    {
        using var proxy = await ReverseProxy.StartAsync(_server.Address, user);
        await ExpectRefusalAsync(proxy, user != "root" && Environment.IsPrivilegedProcess ? "runs as another user" : "serves others");
    }

    [Theory]
    [InlineData("proxy_http_version 1.1; proxy_set_header Connection '';")]
    [InlineData("proxy_set_header X-Real-IP $remote_addr;")]
    [InlineData("proxy_set_header Host localhost;")]
    public async Task However_it_is_set_up(string settings)
    {
        using var proxy = await ReverseProxy.StartAsync(_server.Address, "root", settings);
        await ExpectRefusalAsync(proxy, "");
    }

    [Theory]
    [InlineData("Forwarded", "for=203.0.113.7")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("X-Forwarded-Host", "music.example.org")]
    [InlineData("X-Real-IP", "203.0.113.7")]
    [InlineData("Via", "1.1 vegur")]
    [InlineData("CF-Connecting-IP", "203.0.113.7")]
    [InlineData("CF-Ray", "230b030023ae2822")]
    [InlineData("True-Client-IP", "203.0.113.7")]
    [InlineData("X-Original-For", "203.0.113.7")]
    [InlineData("cdn-loop", "cloudflare")]
    [InlineData("X-Client-IP", "")]
    public async Task Any_header_of_a_proxy_is_a_proxy(string header, string value)
    {
        using var http = _server.Client((header, value));
        var problem = await ProblemAssert.CheckAsync(await http.GetAsync("tracks"), 403, "not-local");
        Assert.Contains(header, (string)problem["detail"]!, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_program_that_asks_for_itself_is_answered()
    {
        Assert.Equal("200", await CurlAsync("curl"));
    }

    [Fact]
    public async Task A_program_of_another_user_is_not()
    {
        if (Environment.IsPrivilegedProcess)
            Assert.Equal("403", await CurlAsync("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "curl"));
    }

    [Fact]
    public async Task Over_a_Unix_socket_it_is_the_same()
    {
        string socket = Path.Combine(Directory.CreateTempSubdirectory("gyms-socket-").FullName, "api");
        await using var server = await Server.StartAsync($"--urls=http://unix:{socket}");
        Assert.Equal("200", await CurlAsync("curl", "--unix-socket", socket));
        if (!Environment.IsPrivilegedProcess || OperatingSystem.IsWindows())
            return;
        foreach (string path in new[] { socket, Path.GetDirectoryName(socket)! })
            File.SetUnixFileMode(path, (UnixFileMode)0b111_111_111);
        Assert.Equal("403", await CurlAsync("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "curl", "--unix-socket", socket));
    }

    [Fact]
    public async Task A_call_to_another_address_of_this_machine_is_not_local()
    {
        var address = (await Dns.GetHostAddressesAsync(Dns.GetHostName())).FirstOrDefault(one => one.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(one));
        if (address is null)
            return;     // a machine without a network
        await using var server = await Server.StartAsync("--urls=http://0.0.0.0:0");
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{address}:{server.Address.Port}/api/v1/tracks") { Headers = { Host = "localhost" } };
        await ProblemAssert.CheckAsync(await http.SendAsync(request), 403, "not-local");
    }

    private static async Task ExpectRefusalAsync(ReverseProxy proxy, string reason)
    {
        using var http = new HttpClient { BaseAddress = proxy.Address };
        for (int i = 0; i < 3; i++)
        {
            var problem = await ProblemAssert.CheckAsync(await http.GetAsync("tracks"), 403, "not-local");
            Assert.Contains(reason, (string)problem["detail"]!);
            await ProblemAssert.CheckAsync(await http.PostAsync("queues/score/pause", null), 403, "not-local");
        }
    }

    private async Task<string> CurlAsync(params string[] command)
    {
        string address = $"http://localhost:{(command.Contains("--unix-socket") ? 80 : _server.Address.Port)}/api/v1/queues";
        using var curl = Process.Start(new ProcessStartInfo(command[0], [.. command[1..], "--silent", "--output", "/dev/null", "--write-out", "%{http_code}", address])
        {
            RedirectStandardOutput = true,
        })!;
        string status = await curl.StandardOutput.ReadToEndAsync();
        await curl.WaitForExitAsync();
        return status;
    }
}
