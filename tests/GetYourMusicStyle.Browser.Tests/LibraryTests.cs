using System.Globalization;
using System.Text.RegularExpressions;

namespace GetYourMusicStyle.Browser.Tests;

/// <summary>A library of 10,000 tracks.</summary>
public sealed class LargeLibrary : IAsyncLifetime
{
    public const int Tracks = 10_000;

    public Site Site { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Site = await Site.StartAsync();
        await MadeLibrary.FillAsync(Site.Server.Services, Tracks);
    }

    public async Task DisposeAsync() => await Site.DisposeAsync();
}

/// <summary>The library view over thousands of tracks.</summary>
[Collection(OneBrowser.Name)]
public sealed class LibraryTests(Browser browser, LargeLibrary large) : IClassFixture<LargeLibrary>
{
    private static readonly string _last = MadeLibrary.Title(LargeLibrary.Tracks - 1);

    public static TheoryData<string> Screens => [.. Screen.All.Select(screen => screen.Name)];

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task Ten_thousand_tracks_are_scrolled_to_the_end_with_few_rows_in_the_page(string screen)
    {
        await using var visit = await OpenAsync(Screen.All.Single(s => s.Name == screen));
        var grid = visit.Page.GetByRole(AriaRole.Grid, new() { Name = "Tracks" });
        await Assertions.Expect(grid).ToHaveAttributeAsync("aria-rowcount", $"{LargeLibrary.Tracks + 1}");
        await Assertions.Expect(Row(visit, 1)).ToContainTextAsync(_last);
        await visit.AssertAccessibleAsync();
        await visit.AssertFitsAsync();
        await visit.ShootAsync("library-large");

        // A jump into the middle, then the end: the newest come first, so that the oldest is last.
        await visit.Page.EvaluateAsync("() => scrollTo(0, document.documentElement.scrollHeight / 2)");
        await Assertions.Expect(visit.Page.Locator(".lib-row:not(.waiting)").First).ToBeVisibleAsync();
        await visit.Page.EvaluateAsync("() => scrollTo(0, document.documentElement.scrollHeight)");
        await Assertions.Expect(Row(visit, LargeLibrary.Tracks)).ToContainTextAsync(MadeLibrary.Title(0));
        Assert.InRange(await visit.Page.Locator(".lib-row").CountAsync(), 5, 80);
        visit.AssertCalm();
    }

    [Fact]
    public async Task Search_filters_and_order_are_in_the_address_and_go_back()
    {
        await using var visit = await OpenAsync();
        await Assertions.Expect(Row(visit, 1)).ToContainTextAsync(_last);
        await visit.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search" }).FillAsync("golden 00124");
        await Assertions.Expect(visit.Page.GetByText("1 track", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(Row(visit, 1)).ToContainTextAsync(MadeLibrary.Title(124));
        await Assertions.Expect(visit.Page).ToHaveURLAsync(new Regex("q=golden"));
        await visit.Page.GoBackAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search" })).ToHaveValueAsync("");
        await Assertions.Expect(Row(visit, 1)).ToContainTextAsync(_last);

        await visit.Page.GetByRole(AriaRole.Columnheader, new() { Name = "Title" }).GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Columnheader, new() { Name = "Title" })).ToHaveAttributeAsync("aria-sort", "ascending");
        await Assertions.Expect(Row(visit, 1)).ToContainTextAsync(MadeLibrary.Title(0));
        await visit.Page.GetByRole(AriaRole.Columnheader, new() { Name = "Title" }).GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(Row(visit, 1)).ToContainTextAsync("Velvet Station");

        var chip = visit.Page.GetByRole(AriaRole.List, new() { Name = "Genres" }).GetByRole(AriaRole.Button).First;
        int tracks = int.Parse(await chip.Locator(".numbers").InnerTextAsync(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        await chip.ClickAsync();
        await Assertions.Expect(chip).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Grid)).ToHaveAttributeAsync("aria-rowcount", $"{tracks + 1}");

        await visit.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search" }).FillAsync("nothing of the kind");
        await Assertions.Expect(visit.Heading("Nothing found")).ToBeVisibleAsync();
        await visit.ShootAsync("library-nothing-found");
        await visit.AssertAccessibleAsync();
        await visit.Button("Clear the filters").ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Grid)).ToHaveAttributeAsync("aria-rowcount", $"{LargeLibrary.Tracks + 1}");
        visit.AssertCalm();
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task Tracks_are_found_by_what_is_heard_in_them(string screen)
    {
        // One in a hundred has no verdict, and nothing that is heard.
        int piano = Enumerable.Range(1, LargeLibrary.Tracks).Count(id => id % 3 == 0 && id % 100 != 0);
        await using var visit = await OpenAsync(Screen.All.Single(s => s.Name == screen));
        var grid = visit.Page.GetByRole(AriaRole.Grid, new() { Name = "Tracks" });
        var sounds = visit.Page.GetByRole(AriaRole.List, new() { Name = "Sounds" });
        await sounds.GetByLabel("Only tracks in which this is heard").SelectOptionAsync("piano");
        await Assertions.Expect(grid).ToHaveAttributeAsync("aria-rowcount", $"{piano + 1}");
        await Assertions.Expect(visit.Page).ToHaveURLAsync(new Regex("sound=piano"));
        await Assertions.Expect(Row(visit, 1)).ToContainTextAsync(MadeLibrary.Title(9998));
        var chip = sounds.GetByRole(AriaRole.Button, new() { Name = "piano" });
        await Assertions.Expect(chip).ToHaveAttributeAsync("aria-pressed", "true");
        await visit.AssertAccessibleAsync();
        await visit.AssertFitsAsync();
        await visit.ShootAsync("library-sounds");

        var genre = visit.Page.GetByRole(AriaRole.List, new() { Name = "Genres" }).GetByRole(AriaRole.Button).First;
        int tracks = int.Parse(await genre.Locator(".numbers").InnerTextAsync(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        await genre.ClickAsync();
        await Assertions.Expect(grid).ToHaveAttributeAsync("aria-rowcount", $"{tracks + 1}");
        await genre.ClickAsync();
        await chip.ClickAsync();
        await Assertions.Expect(grid).ToHaveAttributeAsync("aria-rowcount", $"{LargeLibrary.Tracks + 1}");
        visit.AssertCalm();
    }

    [Fact]
    public async Task The_keys_move_through_all_rows_choose_and_open()
    {
        await using var visit = await OpenAsync();
        await Assertions.Expect(Row(visit, 1)).ToContainTextAsync(MadeLibrary.Title(LargeLibrary.Tracks - 1));      // the places held for rows are gone
        await Row(visit, 1).FocusAsync();
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(Row(visit, 2)).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("End");
        await Assertions.Expect(Row(visit, LargeLibrary.Tracks)).ToBeFocusedAsync();
        await Assertions.Expect(Row(visit, LargeLibrary.Tracks)).ToContainTextAsync(MadeLibrary.Title(0));
        await visit.Page.Keyboard.PressAsync("ArrowUp");
        await visit.Page.Keyboard.PressAsync("x");
        await visit.Page.Keyboard.PressAsync("Home");
        await Assertions.Expect(Row(visit, 1)).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("x");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Playlist from these" })).ToHaveAttributeAsync("href", "#/playlist?like=2,10000");
        await visit.ShootAsync("library-chosen");
        await visit.AssertAccessibleAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Page).ToHaveURLAsync(new Regex("#/tracks/10000$"));
    }

    private static ILocator Row(Visit visit, int number) => visit.Page.Locator($".lib-row[aria-rowindex='{number + 1}']");

    private Task<Visit> OpenAsync(Screen? screen = null) => Visit.OpenAsync(browser.Chromium, large.Site.Address, "/library", screen);
}
