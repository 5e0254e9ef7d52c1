using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GetYourMusicStyle.Catalog.Keys;
using GetYourMusicStyle.Catalog.Model;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Api.Tests;

/// <summary>Keys of the catalog: made, used within their scopes, revoked.</summary>
public class KeyTests
{
    private const string Configured = "correct-horse-battery";

    [Fact]
    public async Task A_key_is_told_once_kept_as_a_hash_and_ends_when_it_is_revoked()
    {
        await using var server = await Server.StartAsync();
        var made = await server.PostAsync("keys", new { name = "anna's laptop", scopes = new[] { "add" } });
        string key = (string)made["key"]!, id = (string)made["is"]!["id"]!;
        Assert.Matches("^gyms_[A-Za-z0-9_-]{43}$", key);
        Assert.Equal(["read", "add"], made["is"]!["scopes"]!.AsArray().Select(scope => (string)scope!));
        // From now on this machine needs one too.
        await ProblemAssert.CheckAsync(await server.Http.GetAsync("tracks"), 401, "api-key");

        using var anna = server.Client(("Authorization", $"Bearer {key}"));
        Assert.Equal(HttpStatusCode.OK, (await anna.GetAsync("tracks")).StatusCode);
        await ProblemAssert.CheckAsync(await anna.GetAsync("keys"), 403, "scope");
        string admin = (await server.Services.GetRequiredService<KeyStore>().AddAsync(new KeyRequest("admin", ApiScopes.All), default))!.Secret;
        using var boss = server.Client(("X-Api-Key", admin));
        var listed = await UntilAsync(boss, "keys", answer => answer["items"]!.AsArray().Any(k => (string?)k!["id"] == id && k["last_used_at"] is not null));
        Assert.DoesNotContain(key["gyms_".Length..], $"{listed}", StringComparison.Ordinal);
        AssertNotInCatalog(server, key, admin);

        await ProblemAssert.CheckAsync(await boss.PostAsJsonAsync("keys", new { name = "anna's laptop", scopes = new[] { "read" } }), 409, "key-name");
        Assert.Equal(HttpStatusCode.NoContent, (await boss.DeleteAsync($"keys/{id}")).StatusCode);
        await ProblemAssert.CheckAsync(await anna.GetAsync("tracks"), 401, "api-key");
        await ProblemAssert.CheckAsync(await boss.DeleteAsync($"keys/{id}"), 404, "not-found");
        Assert.Equal(HttpStatusCode.Created, (await boss.PostAsJsonAsync("keys", new { name = "anna's laptop", scopes = new[] { "read" } })).StatusCode);
    }

    [Fact]
    public async Task A_key_revoked_by_another_process_ends_and_one_that_has_run_out_is_not_taken()
    {
        await using var server = await Server.StartAsync($"--Api:Keys:0={Configured}");
        var store = server.Services.GetRequiredService<KeyStore>();
        var key = (await store.AddAsync(new KeyRequest("other", ApiScopes.Read), default))!;
        var brief = (await store.AddAsync(new KeyRequest("brief", ApiScopes.Read, TimeSpan.FromTicks(1)), default))!;
        using var other = server.Client(("X-Api-Key", key.Secret));
        using var late = server.Client(("X-Api-Key", brief.Secret));
        await UntilStatusAsync(other, HttpStatusCode.OK);
        await ProblemAssert.CheckAsync(await late.GetAsync("tracks"), 401, "api-key");
        Assert.True(await store.RevokeAsync(key.Key.Id, default));
        await UntilStatusAsync(other, HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("""{"scopes":["read"]}""")]
    [InlineData("""{"name":"x","scopes":[]}""")]
    [InlineData("""{"name":"x","scopes":["read","everything"]}""")]
    [InlineData("""{"name":"x","scopes":["read"],"days":0}""")]
    [InlineData("""{"name":"a\u0000b","scopes":["read"]}""")]
    public async Task What_makes_no_key_is_refused_in_words(string body)
    {
        await using var server = await Server.StartAsync($"--Api:Keys:0={Configured}");
        using var boss = server.Client(("X-Api-Key", Configured));
        await ProblemAssert.CheckAsync(await boss.PostAsync("keys", new StringContent(body, null, "application/json")), 400, "bad-request");
    }

    [Fact]
    public async Task Wrong_keys_are_slowed_by_address_and_by_beginning_but_made_keys_pass()
    {
        await using var server = await Server.StartAsync($"--Api:Keys:0={Configured}", "--Api:WrongKeysPerMinute=1", "--Api:Proxies:0=127.0.0.1");
        string made = (await server.Services.GetRequiredService<KeyStore>().AddAsync(new KeyRequest("made", ApiScopes.Read), default))!.Secret;

        async Task<HttpResponseMessage> TryAsync(string address, string key)
        {
            using var http = server.Client(("X-Forwarded-For", address), ("X-Api-Key", key));
            return await http.GetAsync("tracks");
        }

        await ProblemAssert.CheckAsync(await TryAsync("198.51.100.1", "a-wrong-key-of-somebody"), 401, "api-key");
        await Task.Delay(500);      // what is counted is not forgotten bit by bit
        using var slowed = await TryAsync("198.51.100.1", "wrong-too");
        await ProblemAssert.CheckAsync(slowed, 429, "too-many-wrong-keys");
        Assert.Equal(TimeSpan.FromMinutes(1), slowed.Headers.RetryAfter!.Delta);
        // The right one is not even looked at, so that no guess is told from another; neither is it at the door for browsers.
        await ProblemAssert.CheckAsync(await TryAsync("198.51.100.1", Configured), 429, "too-many-wrong-keys");
        using (var door = server.Client(("X-Forwarded-For", "198.51.100.1")))
            await ProblemAssert.CheckAsync(await door.PostAsJsonAsync("session", new { key = Configured }), 429, "too-many-wrong-keys");
        Assert.Equal(HttpStatusCode.OK, (await TryAsync("198.51.100.1", made)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await TryAsync("198.51.100.2", Configured)).StatusCode);

        // Many addresses, one beginning.
        await ProblemAssert.CheckAsync(await TryAsync("203.0.113.1", "guessing-1"), 401, "api-key");
        await ProblemAssert.CheckAsync(await TryAsync("203.0.113.2", "guessing-2"), 429, "too-many-wrong-keys");
        Assert.Equal(HttpStatusCode.OK, (await TryAsync("203.0.113.2", Configured)).StatusCode);
    }

    private static void AssertNotInCatalog(Server server, params string[] secrets)
    {
        SqliteConnection.ClearAllPools();
        foreach (string file in Directory.EnumerateFiles(server.Folder, "catalog.db*").Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var text = new StreamReader(stream, System.Text.Encoding.Latin1);
            string content = text.ReadToEnd();
            Assert.All(secrets, secret => Assert.DoesNotContain(secret["gyms_".Length..], content, StringComparison.Ordinal));
        }
    }

    private static async Task<JsonNode> UntilAsync(HttpClient http, string address, Func<JsonNode, bool> condition)
    {
        for (int i = 0; i < 600; i++, await Task.Delay(100))
        {
            using var answer = await http.GetAsync(address);
            if (answer.IsSuccessStatusCode && await Server.ReadAsync(answer) is var now && condition(now))
                return now;
        }
        throw new TimeoutException(address);
    }

    private static async Task UntilStatusAsync(HttpClient http, HttpStatusCode status)
    {
        for (int i = 0; i < 600; i++, await Task.Delay(100))
        {
            if ((await http.GetAsync("tracks")).StatusCode == status)
                return;
        }
        throw new TimeoutException($"{status}");
    }
}
