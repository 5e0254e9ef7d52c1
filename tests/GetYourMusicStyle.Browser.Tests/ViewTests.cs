namespace GetYourMusicStyle.Browser.Tests;

/// <summary>What holds for every view, on both sizes, light and dark.</summary>
[Collection(OneBrowser.Name)]
public sealed class ViewTests(Browser browser, Samples samples) : IClassFixture<Samples>
{
    public static TheoryData<string, string> Views
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var screen in Screen.All)
            {
                foreach (string view in (string[])["/", "/library", "/map", "/playlist", "/work", "/tracks/1", "/tracks/999"])
                    data.Add(view, screen.Name);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task A_view_fits_is_accessible_and_loads_nothing_from_elsewhere(string view, string screen)
    {
        await using var visit = await Visit.OpenAsync(browser.Chromium, samples.Site.Address, view, Screen.All.Single(s => s.Name == screen));
        await Assertions.Expect(visit.Page.Locator("main h1, main h2").First).ToBeVisibleAsync();
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await visit.AssertAccessibleAsync();
        await visit.AssertFitsAsync();
        await visit.ShootAsync(view == "/" ? "analyse" : view.Trim('/').Replace('/', '-'));
        if (!view.EndsWith("/999", StringComparison.Ordinal))        // a missing track is an error in the console too
            visit.AssertCalm();
        Assert.Empty(visit.Strangers);
    }

    [Fact]
    public async Task Every_view_can_be_reached_with_the_keyboard()
    {
        await using var visit = await Visit.OpenAsync(browser.Chromium, samples.Site.Address);
        foreach (string name in (string[])["Library", "Map", "Playlist", "Work", "Analyse"])
        {
            var link = visit.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).GetByRole(AriaRole.Link, new() { Name = name });
            await link.FocusAsync();
            await visit.Page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(link).ToHaveAttributeAsync("aria-current", "page");
        }
    }

    [Fact]
    public async Task Colours_follow_the_system_until_someone_chooses()
    {
        await using var visit = await Visit.OpenAsync(browser.Chromium, samples.Site.Address, screen: Screen.DesktopDark);
        var page = visit.Page.Locator("html");
        await Assertions.Expect(page).ToHaveAttributeAsync("data-theme", "dark");
        await visit.Button("Light colours").ClickAsync();
        await Assertions.Expect(page).ToHaveAttributeAsync("data-theme", "light");
        await visit.Page.ReloadAsync();
        await Assertions.Expect(page).ToHaveAttributeAsync("data-theme", "light");
    }
}
