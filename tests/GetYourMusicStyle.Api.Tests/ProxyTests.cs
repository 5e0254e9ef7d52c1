using System.Net;
using System.Net.Http.Json;

namespace GetYourMusicStyle.Api.Tests;

/// <summary>A server behind a proxy that ends TLS, known to it or not.</summary>
public class ProxyTests
{
    private const string Key = "correct-horse-battery";

    [Theory]
    [InlineData("", true)]
    [InlineData("/music", true)]
    [InlineData("/music", false)]
    public async Task Behind_a_TLS_proxy_a_browser_signs_in_and_every_method_works(string prefix, bool takesPrefixOff)
    {
        await using var server = await Server.StartAsync($"--Api:Keys:0={Key}", "--Api:Proxies:0=127.0.0.0/8", takesPrefixOff ? "--Api:PathBase=" : $"--Api:PathBase={prefix}");
        using var proxy = await TlsProxy.StartAsync(server.Address, prefix, takesPrefixOff);
        // As an old browser says it, and as a new one does.
        string origin = proxy.Address.GetLeftPart(UriPartial.Authority);
        foreach (var headers in new (string, string)[][] { [("Origin", origin)], [("Origin", origin), ("Sec-Fetch-Site", "same-origin")] })
        {
            using var browser = proxy.Client(headers);
            using var signedIn = await browser.PostAsJsonAsync("session", new { key = Key });
            Assert.Equal(HttpStatusCode.NoContent, signedIn.StatusCode);
            string cookie = signedIn.Headers.GetValues("Set-Cookie").Single();
            Assert.StartsWith(prefix.Length == 0 ? "__Host-gyms-session=" : "__Secure-gyms-session=", cookie, StringComparison.Ordinal);
            Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains($"; path={prefix}{(prefix.Length == 0 ? "/" : "")};", cookie, StringComparison.OrdinalIgnoreCase);

            using var batch = await browser.PostAsJsonAsync("batches", new { name = "behind a proxy" });
            Assert.Equal(HttpStatusCode.Created, batch.StatusCode);
            Assert.StartsWith($"{prefix}/api/v1/batches/", $"{batch.Headers.Location}", StringComparison.Ordinal);
            using var upload = await browser.PostAsync("tracks?name=x.wav", new ByteArrayContent(Music.New()));
            Assert.Equal(HttpStatusCode.Accepted, upload.StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(new Uri(proxy.Address, $"{upload.Headers.Location}"))).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await browser.PostAsync("queues/score/pause", null)).StatusCode);
            Assert.Equal(HttpStatusCode.NoContent, (await browser.DeleteAsync("session")).StatusCode);
            await ProblemAssert.CheckAsync(await browser.GetAsync("tracks"), 401, "api-key");
        }
    }

    [Fact]
    public async Task Behind_a_proxy_nobody_told_it_of_a_page_works_too_and_its_cookie_keeps_to_TLS()
    {
        await using var server = await Server.StartAsync($"--Api:Keys:0={Key}");
        using var proxy = await TlsProxy.StartAsync(server.Address);
        using var browser = proxy.Client(("Origin", proxy.Address.GetLeftPart(UriPartial.Authority)));
        using var signedIn = await browser.PostAsJsonAsync("session", new { key = Key });
        string cookie = signedIn.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith("gyms-session=", cookie, StringComparison.Ordinal);
        Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.Created, (await browser.PostAsJsonAsync("batches", new { name = "x" })).StatusCode);
    }

    [Fact]
    public async Task What_others_than_named_proxies_say_of_themselves_is_not_believed()
    {
        string[] settings = [$"--Api:Keys:0={Key}", "--Api:WrongKeysPerMinute=1", "--Api:UserHeader=Remote-User", "--Api:UserScope=Admin"];
        await using var server = await Server.StartAsync([.. settings, "--Api:Proxies:0=192.0.2.1"]);
        for (int i = 0; i < 2; i++)
        {
            using var http = server.Client(("X-Forwarded-For", $"198.51.100.{i}"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Prefix", "/evil"), ("Remote-User", "root"), ("X-Api-Key", $"{i}wrong-key-of-somebody"));
            using var answer = await http.GetAsync("tracks");
            await ProblemAssert.CheckAsync(answer, i == 0 ? 401 : 429, i == 0 ? "api-key" : "too-many-wrong-keys");
        }
        using var person = server.Client(("Remote-User", "root"));
        await ProblemAssert.CheckAsync(await person.GetAsync("tracks"), 401, "api-key");
        using var signIn = server.Client(("X-Forwarded-Proto", "https"), ("X-Forwarded-Prefix", "/evil"));
        await ProblemAssert.CheckAsync(await signIn.PostAsJsonAsync("session", new { key = Key }), 429, "too-many-wrong-keys");
    }

    [Fact]
    public async Task A_named_proxy_may_tell_who_calls_and_groups_become_scopes()
    {
        await using var server = await Server.StartAsync(
            "--Api:Proxies:0=127.0.0.1", "--Api:UserHeader=Remote-User", "--Api:UserScope=Read", "--Api:Roles:dj=Change", "--Api:Roles:staff=Add");
        async Task<(string Name, string[] Scopes)?> WhoAsync(params (string, string)[] headers)
        {
            using var http = server.Client(headers);
            using var answer = await http.GetAsync("session");
            if (answer.StatusCode != HttpStatusCode.OK)
                return null;
            var who = await Server.ReadAsync(answer);
            return ((string)who["name"]!, [.. who["scopes"]!.AsArray().Select(scope => (string)scope!)]);
        }

        Assert.Equal(["read"], (await WhoAsync(("Remote-User", "anna")))!.Value.Scopes);
        Assert.Equal(["read", "add", "change"], (await WhoAsync(("Remote-User", "ben"), ("Remote-Groups", "staff, dj,others")))!.Value.Scopes);
        Assert.Equal("ben", (await WhoAsync(("Remote-User", "ben")))!.Value.Name);
        // Nobody named: this machine's own user neither, for the call came through a proxy.
        Assert.Null(await WhoAsync());
        Assert.Null(await WhoAsync(("Remote-User", "")));
        // The proxy knows a browser by a cookie of its own, which the browser sends for any page.
        Assert.Null(await WhoAsync(("Remote-User", "anna"), ("Sec-Fetch-Site", "cross-site")));
        using var reader = server.Client(("Remote-User", "anna"));
        await ProblemAssert.CheckAsync(await reader.PostAsJsonAsync("batches", new { name = "x" }), 403, "scope");
        using var staff = server.Client(("Remote-User", "ben"), ("Remote-Groups", "staff"));
        Assert.Equal(HttpStatusCode.Created, (await staff.PostAsJsonAsync("batches", new { name = "x" })).StatusCode);
    }

    [Fact]
    public async Task A_server_without_keys_is_not_opened_by_a_proxy_it_knows()
    {
        await using var server = await Server.StartAsync("--Api:Proxies:0=127.0.0.1");
        foreach (var headers in new (string, string)[][] { [], [("X-Forwarded-For", "127.0.0.1")], [("X-Forwarded-For", "198.51.100.1")] })
        {
            using var http = server.Client(headers);
            await ProblemAssert.CheckAsync(await http.GetAsync("tracks"), 403, "not-local");
        }
    }
}
