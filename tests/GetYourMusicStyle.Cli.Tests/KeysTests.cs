using System.Net;
using System.Net.Sockets;

namespace GetYourMusicStyle.Cli.Tests;

/// <summary><c>gyms keys</c>, on a data folder and through a server.</summary>
public sealed class KeysTests : IDisposable
{
    private readonly MusicFolder _music = new();

    [Fact]
    public async Task Keys_are_made_before_and_while_a_server_runs_and_revoked_at_once()
    {
        string data = _music.At("data"), address = $"http://127.0.0.1:{FreePort()}";
        var made = await RunAsync("keys", "add", "boss", "--scopes", "admin", "--data", data);
        string boss = made.Output.Trim();
        Assert.Matches("^gyms_[A-Za-z0-9_-]{43}$", boss);
        Assert.DoesNotContain(boss, made.Error, StringComparison.Ordinal);

        using var server = Gyms.Start(_music.Path, ["serve", "--urls", address, "--data", data]);
        var said = server.StandardError.ReadToEndAsync();
        _ = server.StandardOutput.ReadToEndAsync();
        try
        {
            using var http = new HttpClient();
            async Task<HttpStatusCode> StatusAsync(string? key)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"{address}/api/v1/tracks");
                if (key is not null)
                    request.Headers.Add("X-Api-Key", key);
                using var answer = await http.SendAsync(request);
                return answer.StatusCode;
            }

            await Gyms.UntilAsync(server, () => Answers(http, $"{address}/health/ready"));
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(null));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(boss));

            string anna = (await RunAsync("keys", "add", "anna", "--scopes", "add", "--days", "7", "--server", address, "--api-key", boss)).Output.Trim();
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(anna));
            string listed = (await RunAsync("keys", "list", "--data", data)).Output;
            Assert.Contains("anna", listed, StringComparison.Ordinal);
            Assert.Contains("read,add ", listed, StringComparison.Ordinal);
            Assert.DoesNotContain("gyms_", listed, StringComparison.Ordinal);
            Assert.Equal(2, (await Gyms.RunAsync(_music.Path, "keys", "add", "anna", "--scopes", "read", "--data", data)).Code);

            // Through the server at once; in its folder within seconds.
            await RunAsync("keys", "revoke", "anna", "--server", address, "--api-key", boss);
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(anna));
            await RunAsync("keys", "add", "next", "--scopes", "admin", "--data", data);
            await RunAsync("keys", "revoke", "boss", "--data", data);
            for (int i = 0; i < 600 && await StatusAsync(boss) == HttpStatusCode.OK; i++)
                await Task.Delay(100);
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(boss));
        }
        finally
        {
            Gyms.Signal(server, "TERM");
            await server.WaitForExitAsync();
        }
        Assert.True(server.ExitCode == 0, await said);
    }

    [Theory]
    [InlineData("--scopes", "add", "anna")]
    [InlineData("--scopes must be one of", "add", "anna", "--scopes", "everything")]
    [InlineData("a name of 1 to 100", "add", " ", "--scopes", "read")]
    [InlineData("no key 'anna'", "revoke", "anna")]
    public async Task Bad_usage_is_told_in_a_line(string message, params string[] arguments)
    {
        var ended = await Gyms.RunAsync(_music.Path, ["keys", .. arguments, "--data", _music.At("data")]);
        Assert.Equal(2, ended.Code);
        Assert.Contains(message, ended.Error, StringComparison.Ordinal);
        Assert.Equal("", ended.Output);
    }

    public void Dispose() => _music.Dispose();

    private async Task<Ended> RunAsync(params string[] arguments)
    {
        var ended = await Gyms.RunAsync(_music.Path, arguments);
        Assert.True(ended.Code == 0, ended.Error);
        return ended;
    }

    private static bool Answers(HttpClient http, string address)
    {
        try
        {
            using var answer = http.GetAsync(address).GetAwaiter().GetResult();
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
}
