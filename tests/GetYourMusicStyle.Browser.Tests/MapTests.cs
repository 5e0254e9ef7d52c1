using System.Text.RegularExpressions;

namespace GetYourMusicStyle.Browser.Tests;

/// <summary>The map of a large library.</summary>
[Collection(OneBrowser.Name)]
public sealed class MapTests(Browser browser, LargeLibrary large) : IClassFixture<LargeLibrary>
{
    public static TheoryData<string> Screens => [.. Screen.All.Select(screen => screen.Name)];

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task A_point_tells_of_its_track_and_opens_it(string screen)
    {
        // Every verdict there is stands on the map; the index may still be reading them.
        await large.Site.Server.UntilAsync("tracks/map?limit=50000", map => map["ids"]!.AsArray().Count == LargeLibrary.Tracks - (LargeLibrary.Tracks / 100));
        await using var visit = await Visit.OpenAsync(browser.Chromium, large.Site.Address, "/map", Screen.All.Single(s => s.Name == screen));
        var picture = visit.Page.GetByRole(AriaRole.Img, new() { NameRegex = new Regex("Map of 9,900 tracks") });
        await Assertions.Expect(visit.Page.Locator(".map-picture[data-ready]")).ToBeVisibleAsync();
        await visit.AssertAccessibleAsync();
        await visit.AssertFitsAsync();
        await visit.ShootAsync("map-large");

        var card = visit.Page.Locator(".map-card.taken");
        var box = (await picture.BoundingBoxAsync())!;
        for (int i = 0; i < 400 && await card.CountAsync() == 0; i++)
            await picture.ClickAsync(new() { Position = new() { X = box.Width * (0.1f + (i * 37 % 80 / 100f)), Y = box.Height * (0.1f + (i * 53 % 80 / 100f)) } });
        await Assertions.Expect(card.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Play ") })).ToBeVisibleAsync();
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("map-point");
        string title = await card.Locator("a.cut").InnerTextAsync();
        await card.GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();
        await Assertions.Expect(visit.Page).ToHaveURLAsync(new Regex("#/tracks/[0-9]+$"));
        await Assertions.Expect(visit.Page.GetByText(title).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_genres_are_there_in_words_can_be_hidden_and_lead_to_the_library()
    {
        await large.Site.Server.UntilAsync("tracks/map?limit=1", map => map["ids"]!.AsArray().Count == 1);
        await using var visit = await Visit.OpenAsync(browser.Chromium, large.Site.Address, "/map");
        var legend = visit.Page.GetByRole(AriaRole.Navigation, new() { Name = "Genres on the map" });
        var first = legend.GetByRole(AriaRole.Button).First;
        await Assertions.Expect(first).ToHaveAttributeAsync("aria-pressed", "true");
        await first.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Space");
        await Assertions.Expect(first).ToHaveAttributeAsync("aria-pressed", "false");
        await visit.Button("Show all genres").ClickAsync();
        await Assertions.Expect(first).ToHaveAttributeAsync("aria-pressed", "true");
        await legend.GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(visit.Page).ToHaveURLAsync(new Regex("#/library\\?genre="));
        visit.AssertCalm();
    }
}
