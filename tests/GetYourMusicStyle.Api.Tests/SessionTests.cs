using System.Net;
using System.Net.Http.Json;
using GetYourMusicStyle.Catalog.Keys;
using GetYourMusicStyle.Catalog.Model;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Api.Tests;

/// <summary>Browsers that are signed in.</summary>
public class SessionTests
{
    private const string Key = "correct-horse-battery";

    [Fact]
    public async Task A_browser_is_known_by_a_cookie_that_is_not_the_key_until_it_signs_out()
    {
        await using var server = await Server.StartAsync($"--Api:Keys:0={Key}");
        await ProblemAssert.CheckAsync(await server.Http.PostAsJsonAsync("session", new { key = Key + "x" }), 401, "api-key");
        using var foreignSignIn = server.Client(("Sec-Fetch-Site", "cross-site"));
        await ProblemAssert.CheckAsync(await foreignSignIn.PostAsJsonAsync("session", new { key = Key }), 401, "api-key");

        string cookie = await SignInAsync(server, Key);
        foreach (string word in new[] { "httponly", "samesite=strict", "max-age=43200", "path=/" })
            Assert.Contains(word, cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("; secure", cookie, StringComparison.OrdinalIgnoreCase);      // plain HTTP
        Assert.DoesNotContain(Key, cookie, StringComparison.Ordinal);
        string pair = cookie.Split(';')[0], again = (await SignInAsync(server, Key)).Split(';')[0];
        Assert.NotEqual(pair, again);

        using var known = server.Client(("Cookie", pair));
        Assert.Equal(HttpStatusCode.OK, (await known.GetAsync("tracks")).StatusCode);
        var who = await Server.ReadAsync(await known.GetAsync("session"));
        Assert.Equal("key 1", (string)who["name"]!);
        Assert.True((bool)who["signed_in"]!);
        Assert.Equal(4, who["scopes"]!.AsArray().Count);
        foreach (var (name, value) in new[] { ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Origin", "https://evil.example"), ("Origin", "null") })
        {
            using var foreign = server.Client(("Cookie", pair), (name, value));
            await ProblemAssert.CheckAsync(await foreign.GetAsync("tracks"), 401, "api-key");
            await ProblemAssert.CheckAsync(await foreign.DeleteAsync("session"), 401, "api-key");
        }
        Assert.StartsWith("gyms-session=;", Set(await known.DeleteAsync("session")), StringComparison.Ordinal);
        await ProblemAssert.CheckAsync(await known.GetAsync("tracks"), 401, "api-key");
        using var other = server.Client(("Cookie", again));
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("tracks")).StatusCode);
        using var key = server.Client(("Cookie", $"gyms-session={Key}"));
        await ProblemAssert.CheckAsync(await key.GetAsync("tracks"), 401, "api-key");
    }

    [Fact]
    public async Task A_session_has_the_scopes_of_its_key_and_ends_with_it()
    {
        await using var server = await Server.StartAsync($"--Api:Keys:0={Key}");
        using var boss = server.Client(("X-Api-Key", Key));
        async Task<(string Id, HttpClient Browser)> NewAsync(string name)
        {
            var made = await Server.ReadAsync(await boss.PostAsJsonAsync("keys", new { name, scopes = new[] { "add" } }));
            return ((string)made["is"]!["id"]!, server.Client(("Cookie", (await SignInAsync(server, (string)made["key"]!)).Split(';')[0])));
        }

        var (firstId, first) = await NewAsync("first");
        var (secondId, second) = await NewAsync("second");
        var (_, third) = await NewAsync("third");
        using (first)
        using (second)
        using (third)
        {
            await ProblemAssert.CheckAsync(await first.PostAsync("queues/score/pause", null), 403, "scope");
            Assert.Equal(HttpStatusCode.Created, (await first.PostAsJsonAsync("batches", new { name = "x" })).StatusCode);
            await ProblemAssert.CheckAsync(await first.DeleteAsync("sessions"), 403, "scope");
            await boss.DeleteAsync($"keys/{firstId}");
            await ProblemAssert.CheckAsync(await first.GetAsync("tracks"), 401, "api-key");
            Assert.Equal(HttpStatusCode.NoContent, (await boss.DeleteAsync($"sessions?key={secondId}")).StatusCode);
            await ProblemAssert.CheckAsync(await second.GetAsync("tracks"), 401, "api-key");
            Assert.Equal(HttpStatusCode.OK, (await third.GetAsync("tracks")).StatusCode);
            Assert.Equal(HttpStatusCode.NoContent, (await boss.DeleteAsync("sessions")).StatusCode);
            await ProblemAssert.CheckAsync(await third.GetAsync("tracks"), 401, "api-key");
        }
    }

    [Fact]
    public async Task A_session_lasts_while_it_is_used_and_ends_when_it_is_not()
    {
        await using var server = await Server.StartAsync($"--Api:Keys:0={Key}", "--Api:SessionHours=12");
        var store = server.Services.GetRequiredService<SessionStore>();
        string old = await store.OpenAsync(null, "anna", ApiScopes.Read, TimeSpan.FromTicks(10), default);
        Assert.Null(await store.FindAsync(old, default));

        string secret = await store.OpenAsync(null, "anna", ApiScopes.Read, TimeSpan.FromHours(1), default);
        var before = (await store.FindAsync(secret, default))!;
        Assert.True(await store.ProlongAsync(before, TimeSpan.FromHours(12), default));
        var after = (await store.FindAsync(secret, default))!;
        Assert.True(after.ExpiresAt > before.ExpiresAt.AddHours(10));
        Assert.False(await store.ProlongAsync(after, TimeSpan.FromHours(12), default));
        // However much it is used, who signed in signs in again some day.
        after.CreatedAt -= TimeSpan.FromDays(31);
        Assert.False(await store.ProlongAsync(after, TimeSpan.FromHours(13.5), default));

        // The cookie is sent anew when the session is prolonged.
        string key = (await server.Services.GetRequiredService<KeyStore>().AddAsync(new KeyRequest("k", ApiScopes.Read), default))!.Secret;
        Guid id = (await server.Services.GetRequiredService<KeyStore>().ListAsync(default)).Single().Id;
        string almostOver = await store.OpenAsync(id, "k", ApiScopes.Read, TimeSpan.FromHours(1), default);
        using var asked = server.Client(("X-Api-Key", key));
        for (int i = 0; i < 100 && (await asked.GetAsync("session")).StatusCode != HttpStatusCode.OK; i++)
            await Task.Delay(100);      // until the server has read the new key
        using var browser = server.Client(("Cookie", $"gyms-session={almostOver}"));
        using var answer = await browser.GetAsync("tracks");
        Assert.StartsWith($"gyms-session={almostOver}; max-age=43200", Set(answer), StringComparison.Ordinal);
        Assert.False((await browser.GetAsync("tracks")).Headers.Contains("Set-Cookie"));
    }

    private static async Task<string> SignInAsync(Server server, string key)
    {
        using var answer = await server.Http.PostAsJsonAsync("session", new { key });
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        return Set(answer);
    }

    private static string Set(HttpResponseMessage answer) => answer.Headers.GetValues("Set-Cookie").Single();
}
