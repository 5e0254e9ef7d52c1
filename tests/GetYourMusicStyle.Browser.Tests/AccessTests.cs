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
