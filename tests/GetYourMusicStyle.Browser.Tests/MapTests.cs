using System.Text.Json;
using System.Text.RegularExpressions;
using GetYourMusicStyle.Scoring.Models;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Browser.Tests;

/// <summary>The map of a large library.</summary>
[Collection(OneBrowser.Name)]
public sealed class MapTests(Browser browser, LargeLibrary large) : IClassFixture<LargeLibrary>
{
    private const int Middle = 4321;

    public static TheoryData<string> Screens => [.. Screen.All.Select(screen => screen.Name)];

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task A_point_tells_of_its_track_plays_and_opens_it(string screen)
    {
        await using var visit = await OpenAsync(Screen.All.Single(s => s.Name == screen));
        var picture = visit.Page.GetByRole(AriaRole.Img, new() { Name = $"Map of {LargeLibrary.Tracks:N0} tracks by genre" });
        await visit.AssertAccessibleAsync();
        await visit.AssertFitsAsync();
        await visit.ShootAsync("map-large");

        await picture.ClickAsync();       // in the middle
        var card = visit.Page.Locator(".map-card");
        await Assertions.Expect(card.GetByRole(AriaRole.Link, new() { Name = MadeLibrary.Title(Middle - 1) })).ToBeVisibleAsync();
        await Assertions.Expect(card.GetByRole(AriaRole.Button, new() { Name = $"Play {MadeLibrary.Title(Middle - 1)}" })).ToBeVisibleAsync();
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("map-point");
        await card.GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();
        await Assertions.Expect(visit.Page).ToHaveURLAsync(new Regex($"#/tracks/{Middle}$"));
        Assert.Empty(visit.Strangers);
    }

    [Fact]
    public async Task The_genres_are_there_in_words_can_be_hidden_and_lead_to_the_library()
    {
        await using var visit = await OpenAsync(Screen.Desktop);
        var legend = visit.Page.GetByRole(AriaRole.Navigation, new() { Name = "Genres on the map" });
        var first = legend.GetByRole(AriaRole.Button).First;
        await Assertions.Expect(first).ToContainTextAsync($"{LargeLibrary.Tracks / 2:N0}");
        await Assertions.Expect(first).ToHaveAttributeAsync("aria-pressed", "true");
        await first.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Space");
        await Assertions.Expect(first).ToHaveAttributeAsync("aria-pressed", "false");
        // Its points are gone, that in the middle among them.
        await visit.Page.GetByRole(AriaRole.Img).ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".map-card")).ToHaveCountAsync(0);
        await visit.Button("Show all genres").ClickAsync();
        await Assertions.Expect(first).ToHaveAttributeAsync("aria-pressed", "true");
        await legend.GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(visit.Page).ToHaveURLAsync(new Regex("#/library\\?genre="));
        visit.AssertCalm();
    }

    /// <summary>Opens a map whose points are known: two genres in opposite corners, and one track in the middle.</summary>
    private async Task<Visit> OpenAsync(Screen screen)
    {
        int[] ids = [.. Enumerable.Range(1, LargeLibrary.Tracks)];
        string[] genres = [.. large.Site.Server.Services.GetRequiredService<Ensemble>().Manifest.Genres.Take(2)];
        double[] places = [.. ids.Select(id => id == Middle ? 0 : (id % 2 == 0 ? 1 : -1) * (1 - (0.5 * (id * 37 % 100) / 99)))];
        string map = JsonSerializer.Serialize(new
        {
            model_version = "made",
            total = ids.Length,
            genres,
            ids,
            x = places,
            y = places.Select((place, i) => ids[i] == Middle ? 0 : place > 0 ? 1 - (0.5 * (i * 53 % 100) / 99) : -1 + (0.5 * (i * 53 % 100) / 99)),
            genre = ids.Select(id => id % 2),
            confidence = ids.Select(_ => 0.7),
        });
        var visit = await Visit.OpenAsync(browser.Chromium, large.Site.Address, "/work", screen);
        await visit.Page.RouteAsync("**/api/v1/tracks/map*", route => route.FulfillAsync(new() { Body = map, ContentType = "application/json" }));
        await visit.GoAsync("/map");
        await Assertions.Expect(visit.Page.Locator(".map-picture[data-ready]")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        return visit;
    }
}
