namespace GetYourMusicStyle.Browser.Tests;

/// <summary>What stands between someone and the page: a key, or a server that is away.</summary>
[Collection(OneBrowser.Name)]
public sealed class AccessTests(Browser browser)
{
    private const string Key = "a key of the tests";

    [Fact]
    public async Task A_server_with_keys_asks_for_one_and_remembers_it()
    {
        string key = Key.Replace(' ', '-');
        await using var site = await Site.StartAsync($"--Api:Keys:0={key}");
        await using var visit = await Visit.OpenAsync(browser.Chromium, site.Address, "/library");
        var dialog = visit.Page.GetByRole(AriaRole.Dialog, new() { Name = "This server asks for a key" });
        await Assertions.Expect(dialog).ToBeVisibleAsync();
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("key");

        await dialog.GetByLabel("API key").FillAsync("not the right one");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("does not know this key");

        await dialog.GetByLabel("API key").FillAsync(key);
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(dialog).ToBeHiddenAsync();
        await visit.Page.ReloadAsync();
        await Assertions.Expect(visit.Heading("Library")).ToBeVisibleAsync();
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Assertions.Expect(dialog).ToBeHiddenAsync();
        string scripts = await visit.Page.EvaluateAsync<string>("() => document.cookie + JSON.stringify({ ...localStorage })");
        Assert.DoesNotContain(key, scripts, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/music")]
    public async Task Behind_a_TLS_proxy_the_page_signs_in_uploads_changes_and_signs_out(string prefix)
    {
        const string key = "correct-horse-battery";
        await using var site = await Site.StartAsync($"--Api:Keys:0={key}", "--Api:Proxies:0=127.0.0.1");
        using var proxy = await TlsProxy.StartAsync(site.Address, prefix);
        await using var visit = await Visit.OpenAsync(browser.Chromium, proxy.Address, "/work", options: new() { IgnoreHTTPSErrors = true });
        var dialog = visit.Page.GetByRole(AriaRole.Dialog, new() { Name = "This server asks for a key" });
        await dialog.GetByLabel("API key").FillAsync(key);
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(dialog).ToBeHiddenAsync();
        var cookie = (await visit.Page.Context.CookiesAsync()).Single();
        Assert.Equal(prefix.Length == 0 ? "__Host-gyms-session" : "__Secure-gyms-session", cookie.Name);
        Assert.True(cookie is { Secure: true, HttpOnly: true, SameSite: SameSiteAttribute.Strict }, cookie.Path);
        Assert.Equal(prefix.Length == 0 ? "/" : prefix, cookie.Path);
        Assert.DoesNotContain(key, cookie.Value, StringComparison.Ordinal);

        // What the page's own scripts may do: every method, with the origin that the browser says.
        int[] statuses = await visit.Page.EvaluateAsync<int[]>("""
            async () => {
              const ask = async (method, path, body) => (await fetch('api/v1/' + path, { method, body })).status
              return [
                await ask('POST', 'tracks?name=x.wav', new Blob([new Uint8Array(5000)])),
                await ask('POST', 'queues/score/pause'), await ask('POST', 'queues/score/resume'), await ask('DELETE', 'tracks/999999'),
              ]
            }
            """);
        Assert.Equal([202, 200, 200, 404], statuses);
        Assert.All(visit.Errors, error => Assert.Matches("40[14]", error));
        await visit.Button("Sign out").ClickAsync();
        await Assertions.Expect(dialog).ToBeVisibleAsync();
        await visit.Page.ReloadAsync();
        await Assertions.Expect(dialog).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_server_that_goes_away_is_told_and_its_return_noticed()
    {
        var first = await Site.StartAsync();
        var address = first.Address;
        await using var visit = await Visit.OpenAsync(browser.Chromium, address, "/library");
        await Assertions.Expect(visit.Heading("Library")).ToBeVisibleAsync();
        var banner = visit.Page.GetByText("The server cannot be reached.");

        await first.DisposeAsync();
        await Assertions.Expect(banner).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("offline");

        await using var second = await Site.StartAsync($"--urls={address}");
        await Assertions.Expect(banner).ToBeHiddenAsync(new() { Timeout = 30_000 });
    }
}
