using System.Net;

namespace GetYourMusicStyle.Api.Tests;

[Collection(OneServer.Name)]
public class AuthenticationTests(SharedServer shared)
{
    private const string Key = "correct-horse-battery", Other = "another-key-of-somebody";
    private readonly Server _open = shared.Server;

    [Fact]
    public async Task With_keys_configured_everything_but_health_asks_for_one()
    {
        await using var server = await Server.StartAsync($"--Api:Keys:0={Other}", $"--Api:Keys:1={Key}");
        foreach (string address in new[] { "tracks", "queues", "nothing", "/metrics", "/openapi/v1.json", "/nothing" })
        {
            using var refused = await server.Http.GetAsync(address);
            await ProblemAssert.CheckAsync(refused, 401, "api-key");
            Assert.Equal("Bearer", refused.Headers.WwwAuthenticate.Single().Scheme);
        }
        foreach (string address in new[] { "/health/live", "/health/ready" })
            Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync(address)).StatusCode);
        using var wrong = server.Client(("X-Api-Key", Key + "x"));
        await ProblemAssert.CheckAsync(await wrong.GetAsync("tracks"), 401, "api-key");
        foreach (string key in new[] { Key, Other })
        {
            using var bearer = server.Client(("Authorization", $"Bearer {key}"), ("Host", "music.example.org"), ("Origin", "https://music.example.org"));
            using var header = server.Client(("X-Api-Key", key));
            foreach (string address in new[] { "tracks", "/metrics", "/openapi/v1.json" })
            {
                Assert.Equal(HttpStatusCode.OK, (await bearer.GetAsync(address)).StatusCode);
                Assert.Equal(HttpStatusCode.OK, (await header.GetAsync(address)).StatusCode);
            }
        }
    }

    [Theory]
    [InlineData("Host", "music.example.org")]
    [InlineData("Host", "localhost.evil.example")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://localhost:1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    public async Task Without_keys_other_sites_names_and_proxies_are_refused(string header, string value)
    {
        using var http = _open.Client((header, value));
        await ProblemAssert.CheckAsync(await http.GetAsync("tracks"), 403, "not-local");
        await ProblemAssert.CheckAsync(await http.PostAsync("queues/score/pause", null), 403, "not-local");
    }

    [Fact]
    public async Task Without_keys_this_machine_may_call_also_from_its_own_page()
    {
        using var page = _open.Client(("Origin", $"{_open.Address.GetLeftPart(UriPartial.Authority)}"), ("Sec-Fetch-Site", "same-origin"));
        Assert.Equal(HttpStatusCode.OK, (await page.GetAsync("queues")).StatusCode);
        using var named = _open.Client(("Host", $"localhost:{_open.Address.Port}"));
        Assert.Equal(HttpStatusCode.OK, (await named.GetAsync("queues")).StatusCode);
    }
}
