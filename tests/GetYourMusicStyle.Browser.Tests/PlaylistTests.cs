using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace GetYourMusicStyle.Browser.Tests;

/// <summary>The playlist builder, with the samples for a library.</summary>
[Collection(OneBrowser.Name)]
public sealed class PlaylistTests(Browser browser, Samples samples) : IClassFixture<Samples>
{
    private static readonly LocatorAssertionsToBeVisibleOptions _patient = new() { Timeout = 30_000 };

    [Fact]
    public async Task A_list_by_mix_can_be_had_again_from_its_address()
    {
        await using var visit = await OpenAsync();
        await visit.Page.GetByText("A genre mix").ClickAsync();
        await visit.Page.GetByLabel("Start with a genre").SelectOptionAsync("Rock");
        await visit.Page.GetByLabel("Add a genre").SelectOptionAsync("Classical");
        await visit.Page.GetByLabel("Add a genre").SelectOptionAsync("Blues");
        await visit.Page.GetByRole(AriaRole.Slider, new() { Name = "Share of Rock" }).FillAsync("60");
        await Assertions.Expect(visit.Page.GetByText("60 % Rock, 20 % Classical, 20 % Blues")).ToBeVisibleAsync();
        await visit.Page.GetByLabel("Also tracks whose genre is not sure").CheckAsync();
        await visit.Button("Make the list").ClickAsync();
        await Assertions.Expect(Rows(visit).First).ToBeVisibleAsync(_patient);
        Assert.Contains("mix=Rock:60,Classical:20,Blues:20", visit.Page.Url, StringComparison.Ordinal);
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("playlist-mix");

        string before = visit.Page.Url;
        await visit.Button("Surprise me").ClickAsync();
        await Assertions.Expect(visit.Page).Not.ToHaveURLAsync(before);
        await Assertions.Expect(visit.Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
        var titles = await TitlesAsync(visit);
        await visit.Page.ReloadAsync();
        await Assertions.Expect(Rows(visit)).ToHaveCountAsync(titles.Count);
        Assert.Equal(titles, await TitlesAsync(visit));
        visit.AssertCalm();
    }

    [Fact]
    public async Task A_list_by_track_is_changed_with_the_keyboard_and_taken_away_as_it_is_shown()
    {
        await using var visit = await OpenAsync();
        var search = visit.Page.GetByRole(AriaRole.Combobox, new() { Name = "Tracks to be like" });
        await search.PressSequentiallyAsync("city bl");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await visit.AssertAccessibleAsync();
        await search.PressAsync("ArrowDown");
        await search.PressAsync("Enter");
        await Assertions.Expect(visit.Button("Leave out City Blues (excerpt)")).ToBeVisibleAsync();
        await visit.Page.GetByLabel("Also tracks whose genre is not sure").CheckAsync();
        await visit.Button("Make the list").ClickAsync();
        await Assertions.Expect(Rows(visit).First).ToBeVisibleAsync(_patient);

        var made = await TitlesAsync(visit);
        Assert.True(made.Count >= 3, $"only {string.Join(", ", made)}");
        await visit.Button($"Move {made[0]}, number 1").FocusAsync();
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(visit.Page.GetByText($"{made[0]} is now number 2.")).ToBeVisibleAsync();
        await Rows(visit).Filter(new() { HasText = made[2] }).GetByRole(AriaRole.Button, new() { Name = "Leave out" }).PressAsync("Enter");
        string[] wanted = [made[1], made[0], .. made.Skip(3)];
        await Assertions.Expect(Rows(visit)).ToHaveCountAsync(wanted.Length);
        Assert.Equal(wanted, await TitlesAsync(visit));
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("playlist-like");

        await visit.Page.GetByLabel("Name of the playlist").FillAsync("Evening & <night>");
        await visit.Page.GetByLabel("Folder before the paths").FillAsync("/music");
        string[] files = await FilesAsync(visit);
        Assert.Equal(wanted.Length, files.Length);
        string[] m3u = (await DownloadAsync(visit, "M3U8", "Evening & _night_.m3u8")).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal("#EXTM3U", m3u[0]);
        Assert.Equal(files.Select(file => $"/music/{file}"), m3u.Where(line => !line.StartsWith('#')));

        var xspf = XDocument.Parse(await DownloadAsync(visit, "XSPF", "Evening & _night_.xspf"));
        XNamespace ns = "http://xspf.org/ns/0/";
        Assert.Equal("Evening & <night>", (string?)xspf.Root!.Element(ns + "title"));
        Assert.Equal(files, xspf.Descendants(ns + "location").Select(location => FileOf((string)location)));

        var jspf = JsonNode.Parse(await DownloadAsync(visit, "JSPF", "Evening & _night_.jspf"))!["playlist"]!;
        Assert.Equal("Evening & <night>", (string?)jspf["title"]);
        Assert.Equal(files, jspf["track"]!.AsArray().Select(track => FileOf((string)track!["location"]![0]!)));
        visit.AssertCalm();
    }

    [Fact]
    public async Task An_empty_library_and_a_recommender_that_is_away_are_told_in_words()
    {
        await using var site = await Site.StartAsync();
        await using var visit = await Visit.OpenAsync(browser.Chromium, site.Address, "/playlist", Screen.Phone);
        await Assertions.Expect(visit.Heading("There is no music here yet")).ToBeVisibleAsync();

        bool away = true;
        await visit.Page.RouteAsync("**/api/v1/playlists", async route =>
        {
            if (away)
                await route.FulfillAsync(new() { Status = 503, ContentType = "application/problem+json", Body = """{"status":503,"title":"Not possible at the moment","retry_after_s":1}""" });
            else
                await route.ContinueAsync();
        });
        await visit.GoAsync("/playlist?mix=Rock:60,Folk:40");
        await Assertions.Expect(visit.Heading("The recommender is not ready yet")).ToBeVisibleAsync();
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("playlist-away");
        away = false;
        await Assertions.Expect(visit.Heading("Nothing fits this request")).ToBeVisibleAsync(_patient);
        await visit.Button("Take those too").ClickAsync();
        await Assertions.Expect(visit.Page).ToHaveURLAsync(new Regex("uncertain=1"));
    }

    private Task<Visit> OpenAsync() => Visit.OpenAsync(browser.Chromium, samples.Site.Address, "/playlist");

    private static ILocator Rows(Visit visit) => visit.Page.Locator(".list-rows > li");

    private static Task<IReadOnlyList<string>> TitlesAsync(Visit visit) => visit.Page.Locator(".list-rows .title a").AllTextContentsAsync();

    // The files of the tracks that are shown, in their order.
    private async Task<string[]> FilesAsync(Visit visit)
    {
        List<string> files = [];
        foreach (var link in await visit.Page.Locator(".list-rows .title a").AllAsync())
            files.Add((string)(await samples.Site.Server.GetAsync((await link.GetAttributeAsync("href"))!.TrimStart('#', '/')))["file_name"]!);
        return [.. files];
    }

    private static string FileOf(string location) => Uri.UnescapeDataString(location[(location.LastIndexOf('/') + 1)..]);

    private static async Task<string> DownloadAsync(Visit visit, string format, string name)
    {
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Button($"Download {format}").ClickAsync());
        Assert.Equal(name, download.SuggestedFilename);
        return await File.ReadAllTextAsync((await download.PathAsync())!);
    }
}
