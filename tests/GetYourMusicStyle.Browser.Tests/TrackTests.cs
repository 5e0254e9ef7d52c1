using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GetYourMusicStyle.Browser.Tests;

/// <summary>The track view: the play head, the figures, the files one takes away, what is alike, and tracks that have little to say.</summary>
[Collection(OneBrowser.Name)]
public sealed class TrackTests(Browser browser, Samples samples) : IClassFixture<Samples>
{
    private static readonly LocatorAssertionsToContainTextOptions Patient = new() { Timeout = 30_000 };
    private readonly Server _server = samples.Site.Server;

    [Fact]
    public async Task The_play_head_moves_while_it_plays_and_stays_when_it_does_not()
    {
        await using var view = await OpenAsync();
        Assert.Equal(0, await view.HeadAsync());
        await view.Visit.Page.Locator("main").GetByRole(AriaRole.Button, new() { NameRegex = new("^Play ") }).First.ClickAsync();
        await view.UntilHeadAsync(place => place > 0);
        double at = await view.HeadAsync();
        await view.UntilHeadAsync(place => place > at);
        await view.Visit.Page.Locator("main").GetByRole(AriaRole.Button, new() { NameRegex = new("^Pause ") }).First.ClickAsync();
        double stopped = await view.SettledHeadAsync();
        Assert.Equal(await view.HeardAsync("currentTime") / view.Length, stopped, 2);
    }

    [Theory]
    [InlineData("desktop-light", 0.25)]
    [InlineData("phone-dark", 0.6)]
    public async Task A_click_or_a_tap_plays_from_there(string screen, double share)
    {
        await using var view = await OpenAsync(Screen.All.Single(s => s.Name == screen));
        var (x, y) = await view.PlaceAsync(share * view.Length);
        if (screen.StartsWith("phone", StringComparison.Ordinal))
            await view.Visit.Page.Touchscreen.TapAsync(x, y);
        else
            await view.Visit.Page.Mouse.ClickAsync(x, y);
        await view.UntilHeardAsync("!paused && readyState > 1 && currentTime > 0");
        Assert.InRange(await view.HeardAsync("currentTime"), (share * view.Length) - 0.5, view.Length);
        await view.UntilHeadAsync(place => place > share);
        await view.Visit.ShootAsync("track-playing");
    }

    [Fact]
    public async Task The_keyboard_moves_by_a_window_and_plays()
    {
        await using var view = await OpenAsync();
        await view.Stage.FocusAsync();
        await PressAsync("ArrowRight", 1);
        await PressAsync("ArrowRight", 2);
        await PressAsync("ArrowLeft", 1);
        await PressAsync("End", view.Windows.Count - 1);
        await PressAsync("Home", 0);
        Assert.Equal(1, await view.HeardAsync("paused ? 1 : 0"));
        await view.Visit.Page.Keyboard.PressAsync("Enter");
        await view.UntilHeadAsync(place => place > 0);
        Assert.Equal(0, await view.HeardAsync("paused ? 1 : 0"));

        async Task PressAsync(string key, int window)
        {
            await view.Visit.Page.Keyboard.PressAsync(key);
            double start = (double)view.Windows[window]!["start_s"]!;
            await Assertions.Expect(view.Stage).ToHaveAttributeAsync("aria-valuenow", $"{(int)Math.Round(start)}");
            Assert.Equal(start, await view.HeardAsync("currentTime"), 1);
        }
    }

    [Fact]
    public async Task What_is_pointed_at_has_the_figures_of_the_timeline()
    {
        await using var view = await OpenAsync();
        string[] genres = [.. view.Timeline["genres"]!.AsArray().Select(genre => (string)genre!)];
        for (int n = 0; n < view.Windows.Count; n++)
        {
            var window = view.Windows[n]!;
            double end = n + 1 < view.Windows.Count ? (double)view.Windows[n + 1]!["start_s"]! : (double)window["end_s"]!;
            var (x, y) = await view.PlaceAsync(((double)window["start_s"]! + end) / 2);
            await view.Visit.Page.Mouse.MoveAsync(x, y);
            double[] shares = [.. window["probabilities"]!.AsArray().Select(p => (double)p!)];
            int likeliest = Array.IndexOf(shares, shares.Max());
            await Assertions.Expect(view.Visit.Page.Locator(".readout")).ToContainTextAsync(
                string.Create(CultureInfo.InvariantCulture, $"{genres[likeliest]} {Math.Round(100 * shares[likeliest], MidpointRounding.AwayFromZero):0} %"));
        }
        await view.Visit.Page.GetByText("Data as a table").ClickAsync();
        await Assertions.Expect(view.Visit.Page.GetByRole(AriaRole.Table).Locator("tbody tr")).ToHaveCountAsync(view.Windows.Count);
        await view.Visit.AssertAccessibleAsync();
    }

    [Fact]
    public async Task The_picture_and_the_data_can_be_taken_away()
    {
        await using var view = await OpenAsync();
        byte[] png = await SavedAsync("Picture", "genres.png");
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], png[..4]);
        Assert.InRange((png[18] << 8) | png[19], 1500, 4000);
        Assert.True(png.Length > 50_000, $"{png.Length} bytes show nothing");
        await File.WriteAllBytesAsync(Path.Combine(Server.Root, "artifacts", "screenshots", "track-picture.png"), png);

        string[] lines = System.Text.Encoding.UTF8.GetString(await SavedAsync("CSV", "genres.csv")).Split("\r\n");
        Assert.Equal(view.Windows.Count + 2, lines.Length);
        Assert.StartsWith("start_s,end_s,silent,\"", lines[0], StringComparison.Ordinal);
        Assert.Equal(3 + view.Timeline["genres"]!.AsArray().Count, lines[1].Split(',').Length);
        Assert.True(JsonNode.DeepEquals(view.Timeline, JsonNode.Parse(await SavedAsync("JSON", "genres.json"))));

        async Task<byte[]> SavedAsync(string button, string ending)
        {
            var saved = await view.Visit.Page.RunAndWaitForDownloadAsync(() => view.Visit.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync());
            Assert.EndsWith($" - {ending}", saved.SuggestedFilename, StringComparison.Ordinal);
            return await File.ReadAllBytesAsync(await saved.PathAsync());
        }
    }

    [Fact]
    public async Task What_is_alike_plays_on_one_after_another()
    {
        var others = (await _server.GetAsync("tracks?limit=3"))["items"]!.AsArray();
        await using var view = await OpenAsync(before: page => page.RouteAsync("**/similar?*", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = new JsonObject { ["items"] = new JsonArray([.. others.Select(Alike)]) }.ToJsonString(),
        })));
        var list = view.Visit.Page.GetByRole(AriaRole.Region, new() { Name = "More like this" });
        await Assertions.Expect(list.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(others.Count);
        await list.GetByRole(AriaRole.Button).First.ClickAsync();
        await view.UntilHeardAsync($"src.endsWith('/tracks/{others[0]!["id"]}/audio') && !paused && duration > 0");
        await view.Visit.Page.EvaluateAsync("() => { heard.currentTime = heard.duration - 0.1 }");
        await view.UntilHeardAsync($"src.endsWith('/tracks/{others[1]!["id"]}/audio') && currentTime > 0");
        await Assertions.Expect(list.GetByRole(AriaRole.Link, new() { Name = "Make a playlist from this" })).ToHaveAttributeAsync("href", $"#/playlist?like={view.Id}");
        await view.Visit.ShootAsync("track-similar", whole: true);

        static JsonNode Alike(JsonNode? track)
        {
            var alike = track!.DeepClone();
            alike["distance"] = 0.1;
            return alike;
        }
    }

    [Fact]
    public async Task Without_the_recommender_all_else_is_there()
    {
        await using var view = await OpenAsync(before: page => page.RouteAsync("**/similar?*", route => route.FulfillAsync(new()
        {
            Status = 503,
            ContentType = "application/problem+json",
            Body = """{"type":"urn:getyourmusicstyle:problem:recommender-away","title":"Away","status":503,"detail":"Away.","retry_after_s":5}""",
        })));
        await Assertions.Expect(view.Visit.Page.GetByRole(AriaRole.Region, new() { Name = "More like this" })).ToContainTextAsync("Everything else here works");
        await Assertions.Expect(view.Visit.Page.GetByRole(AriaRole.Region, new() { Name = "The whole track" }).GetByRole(AriaRole.Listitem).First).ToContainTextAsync("%");
    }

    [Fact]
    public async Task A_verdict_in_doubt_names_two_genres_and_no_percentage()
    {
        var track = await FirstAsync();
        track["uncertain"] = true;
        string[] likeliest = [.. track["probabilities"]!.AsObject().OrderByDescending(pair => (double)pair.Value!).Select(pair => pair.Key).Where(genre => genre != (string)track["genre"]!).Prepend((string)track["genre"]!).Take(2)];
        await using var view = await OpenAsync(before: page => FulfillAsync(page, track));
        await Assertions.Expect(view.Visit.Page.Locator(".verdict .large")).ToHaveTextAsync($"not sure: perhaps {likeliest[0]} or {likeliest[1]}");
    }

    [Fact]
    public async Task What_else_is_heard_leads_to_the_tracks_that_have_it()
    {
        var track = await FirstAsync();
        track["sounds"] = JsonNode.Parse("""[{"name":"glass harmonica","kind":"instrument","strength":0.83},{"name":"choir","kind":"voice","strength":0.5}]""");
        await using var view = await OpenAsync(before: page => FulfillAsync(page, track));
        var heard = view.Visit.Page.GetByRole(AriaRole.Region, new() { Name = "Also heard" });
        await Assertions.Expect(heard.GetByRole(AriaRole.Listitem)).ToHaveTextAsync(["glass harmonica", "choir"]);
        var chip = heard.GetByRole(AriaRole.Link, new() { Name = "glass harmonica" });
        await Assertions.Expect(chip).ToHaveAttributeAsync("title", "instrument, heard with a strength of 83 %");
        await view.Visit.AssertAccessibleAsync();
        await view.Visit.ShootAsync("track-sounds");
        await chip.ClickAsync();
        await Assertions.Expect(view.Visit.Heading("Nothing found")).ToBeVisibleAsync();
        await Assertions.Expect(view.Visit.Page.GetByRole(AriaRole.List, new() { Name = "Sounds" }).GetByRole(AriaRole.Button)).ToHaveTextAsync(["glass harmonica"]);
    }

    [Fact]
    public async Task A_verdict_on_what_is_hardly_music_asks_so()
    {
        var track = await FirstAsync();
        (track["uncertain"], track["music"]) = (true, 0.2);
        await using var view = await OpenAsync(before: page => FulfillAsync(page, track));
        await Assertions.Expect(view.Visit.Page.Locator(".verdict .large")).ToHaveTextAsync(new Regex("^not music\\? perhaps "));
    }

    [Fact]
    public async Task A_track_of_ten_hours_is_seen_whole_and_in_part()
    {
        const int Windows = 6000;
        var timeline = (await _server.GetAsync($"tracks/{(await FirstAsync())["id"]}/timeline")).DeepClone();
        var shares = timeline["windows"]![0]!["probabilities"]!;
        timeline["duration_s"] = 6 * Windows;
        timeline["windows"] = new JsonArray([.. Enumerable.Range(0, Windows).Select(n => new JsonObject
        {
            ["start_s"] = 6 * n, ["end_s"] = 6 * (n + 1), ["silent"] = n % 50 == 7, ["probabilities"] = n % 50 == 7 ? null : shares.DeepClone(),
        })]);
        await using var view = await OpenAsync(before: page => page.RouteAsync("**/timeline?*", route => route.FulfillAsync(new() { ContentType = "application/json", Body = timeline.ToJsonString() })));
        for (int n = 0; n < 3; n++)
            await view.Visit.Button("Show a shorter part").ClickAsync();
        var begins = view.Visit.Page.GetByLabel("Where the part begins");
        await begins.FocusAsync();
        await view.Visit.Page.Keyboard.PressAsync("End");
        await Assertions.Expect(begins).ToHaveAttributeAsync("aria-valuetext", new Regex(" to 10:00:00$"));
        var box = (await view.Stage.BoundingBoxAsync())!;
        await view.Visit.Page.Mouse.MoveAsync(box.X + box.Width - 1, box.Y + 50);
        await Assertions.Expect(view.Visit.Page.Locator(".readout")).ToContainTextAsync("9:59:54 – 10:00:00");
        await view.Visit.ShootAsync("track-long");
        await view.Visit.Page.GetByText("Data as a table").ClickAsync();
        var rows = view.Visit.Page.GetByRole(AriaRole.Table).Locator("tbody tr");
        await Assertions.Expect(rows.First).ToBeVisibleAsync();
        Assert.InRange(await rows.CountAsync(), 100, 300);
        await view.Visit.AssertAccessibleAsync();
    }

    [Fact]
    public async Task A_silent_track_says_so_and_one_that_waits_shows_its_job_until_it_is_done()
    {
        await using var site = await Site.StartAsync();
        var silent = await site.Server.EndOfJobAsync(await site.Server.UploadAsync(Music.Silence(12), "nothing.wav"));
        await site.Server.PostAsync("queues/featurize/pause");
        var waiting = await site.Server.UploadAsync(Music.New(13), "waiting.wav");

        await using var visit = await Visit.OpenAsync(browser.Chromium, site.Address, $"/tracks/{silent["track_id"]}");
        await Assertions.Expect(visit.Page.Locator(".verdict")).ToContainTextAsync("Silent throughout");
        await Assertions.Expect(visit.Heading("There is nothing to hear")).ToBeVisibleAsync();
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("track-silent");

        await visit.GoAsync($"/tracks/{waiting["track_id"]}");
        await Assertions.Expect(visit.Heading("Waiting for its turn…")).ToBeVisibleAsync();
        await visit.AssertAccessibleAsync();
        await site.Server.PostAsync("queues/featurize/resume");
        await Assertions.Expect(visit.Page.Locator(".readout")).ToContainTextAsync("0:00 – 0:06", Patient);
    }

    [Fact]
    public async Task A_track_is_deleted_only_after_a_question()
    {
        var done = await _server.EndOfJobAsync(await _server.UploadAsync(Music.New(), "away with it.wav"));
        string address = $"tracks/{done["track_id"]}";
        await using var visit = await Visit.OpenAsync(browser.Chromium, samples.Site.Address, $"/{address}");
        await visit.Page.GetByText("About this file").ClickAsync();
        await visit.Button("Delete this track…").ClickAsync();
        await visit.AssertAccessibleAsync();
        await visit.Button("Keep it").ClickAsync();
        Assert.Equal("away with it.wav", (string)(await _server.GetAsync(address))["file_name"]!);
        await visit.Button("Delete this track…").ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await Assertions.Expect(visit.Heading("Library")).ToBeVisibleAsync();
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await _server.Http.GetAsync(address)).StatusCode);
    }

    private static async Task FulfillAsync(IPage page, JsonNode track) =>
        await page.RouteAsync($"**/tracks/{track["id"]}", route => route.FulfillAsync(new() { ContentType = "application/json", Body = track.ToJsonString() }));

    private async Task<JsonNode> FirstAsync() => await _server.GetAsync($"tracks/{(await _server.GetAsync("tracks?limit=500"))["items"]!.AsArray().First(track => (double)track!["duration_s"]! > 25)!["id"]}");

    private async Task<TrackPage> OpenAsync(Screen? screen = null, Func<IPage, Task>? before = null)
    {
        var track = await FirstAsync();
        return await TrackPage.OpenAsync(browser.Chromium, samples.Site.Address, track, await _server.GetAsync($"tracks/{track["id"]}/timeline"), screen, before);
    }
}
