using System.Text.Json.Nodes;

namespace GetYourMusicStyle.Browser.Tests;

/// <summary>Bringing music: files, folders, what is no music, and a server that is away meanwhile.</summary>
[Collection(OneBrowser.Name)]
public sealed class AnalyseTests(Browser browser) : IDisposable
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patient = new() { Timeout = 60_000 };
    private readonly Bringing _bringing = new();

    public void Dispose() => _bringing.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_song_that_is_dropped_or_chosen_leads_to_its_verdict_and_its_timeline(bool dropped)
    {
        await using var site = await Site.StartAsync();
        await using var visit = await Visit.OpenAsync(browser.Chromium, site.Address, screen: dropped ? Screen.Desktop : Screen.PhoneDark);
        await Assertions.Expect(visit.Page.GetByText("Drop an album")).ToBeVisibleAsync();      // nothing is here yet
        string song = Music.SamplePath("city-blues.mp3");
        if (dropped)
            await Bringing.DropAsync(visit.Page, song);
        else
        {
            var chooser = await visit.Page.RunAndWaitForFileChooserAsync(() => visit.Button("Choose files").ClickAsync());
            await chooser.SetFilesAsync(song);
        }
        var further = visit.Page.GetByText("See how it moves");
        await Assertions.Expect(further).ToBeVisibleAsync(Patient);
        var track = (await site.Server.GetAsync("tracks"))["items"]![0]!;
        await Assertions.Expect(visit.Heading((string)track["genre"]!)).ToBeVisibleAsync();
        await visit.AssertAccessibleAsync();
        await visit.AssertFitsAsync();
        await visit.ShootAsync("verdict");
        await further.ClickAsync();
        await visit.Page.WaitForURLAsync($"**/#/tracks/{track["id"]}");
        visit.AssertCalm();
    }

    [Fact]
    public async Task A_folder_becomes_a_batch_with_its_paths_and_without_what_is_no_music()
    {
        _bringing.Write("Tapes/A side/one.wav", Music.New(5));
        _bringing.Write("Tapes/B side/two.wav", Music.New(5));
        _bringing.Write("Tapes/cover.jpg", [1, 2, 3]);
        _bringing.Write("Tapes/.trash/old.wav", Music.New());
        await using var site = await Site.StartAsync();
        await using var visit = await Visit.OpenAsync(browser.Chromium, site.Address, "/library");
        await Assertions.Expect(visit.Heading("Library")).ToBeVisibleAsync();

        await Bringing.DropAsync(visit.Page, Path.Combine(_bringing.Folder, "Tapes"));      // on another view: it leads to this one
        await Assertions.Expect(visit.Page.GetByText("2 songs analysed", new() { Exact = true })).ToBeVisibleAsync(Patient);
        await Assertions.Expect(visit.Page.GetByText("cover.jpg was passed over")).ToBeVisibleAsync();
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("batch");

        var batch = Assert.Single((await site.Server.GetAsync("batches"))["items"]!.AsArray())!;
        Assert.Equal(("Tapes", 2, 2), ((string)batch["name"]!, (int)batch["total"]!, Server.Count(batch, "done")));
        Assert.Equal(["A side/one.wav", "B side/two.wav"], await PathsAsync(site.Server, 1, 2));
        visit.AssertCalm();
    }

    [Fact]
    public async Task What_the_server_has_already_joins_the_batch_without_being_sent()
    {
        byte[][] songs = [Music.New(10), Music.New(10)];
        await using var site = await Site.StartAsync();
        foreach (byte[] song in songs)
            await site.Server.EndOfJobAsync(await site.Server.UploadAsync(song, "earlier.wav"));
        string[] files = [.. songs.Select((song, n) => _bringing.Write($"{n}.wav", song))];
        await using var visit = await Visit.OpenAsync(browser.Chromium, site.Address);
        List<string> sent = [];
        visit.Page.Request += (_, request) => sent.Add($"{request.Method} {new Uri(request.Url).AbsolutePath}");
        await Bringing.DropAsync(visit.Page, files);
        await Assertions.Expect(visit.Page.GetByText("2 songs analysed", new() { Exact = true })).ToBeVisibleAsync(Patient);
        Assert.DoesNotContain("POST /api/v1/tracks", sent);
        Assert.Equal(["0.wav", "1.wav", "earlier.wav", "earlier.wav"], await PathsAsync(site.Server, 1, 2));
    }

    [Fact]
    public async Task What_cannot_be_analysed_says_why_and_can_be_tried_again()
    {
        _bringing.Write("Mixed/broken.mp3", Music.NotAudio());
        _bringing.Write("Mixed/song.wav", Music.New());
        await using var site = await Site.StartAsync();
        await using var visit = await Visit.OpenAsync(browser.Chromium, site.Address);
        await Bringing.DropAsync(visit.Page, Path.Combine(_bringing.Folder, "Mixed"));
        await Assertions.Expect(visit.Page.GetByText("1 song analysed, 1 failed", new() { Exact = true })).ToBeVisibleAsync(Patient);
        await visit.Button("Failed 1").ClickAsync();
        var row = visit.Page.GetByRole(AriaRole.Region, new() { Name = "Mixed: Failed" }).GetByRole(AriaRole.Listitem);
        await Assertions.Expect(row).ToContainTextAsync("This is not an audio file of any known format.");
        await visit.ShootAsync("failed");

        await using var again = await Visit.OpenAsync(browser.Chromium, site.Address);
        await Bringing.DropAsync(again.Page, Path.Combine(_bringing.Folder, "Mixed", "broken.mp3"));
        await Assertions.Expect(again.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This is not an audio file of any known format.", new() { Timeout = 60_000 });
        var retried = again.Page.WaitForRequestAsync("**/api/v1/tracks");
        await again.Button("Try again").ClickAsync();
        await retried;
    }

    [Fact]
    public async Task Without_a_connection_files_wait_and_go_on_by_themselves()
    {
        string[] files = [_bringing.Write("one.wav", Music.New()), _bringing.Write("two.wav", Music.New())];
        await using var site = await Site.StartAsync();
        await using var visit = await Visit.OpenAsync(browser.Chromium, site.Address);
        await visit.Page.Context.SetOfflineAsync(true);
        await Bringing.DropAsync(visit.Page, files);
        await Assertions.Expect(visit.Page.GetByText("Waits for the server").First).ToBeVisibleAsync(Patient);
        await visit.ShootAsync("waiting");
        await visit.GoAsync("/library");
        await visit.Page.Context.SetOfflineAsync(false);
        await visit.GoAsync("/");
        await Assertions.Expect(visit.Page.GetByText("2 songs analysed", new() { Exact = true })).ToBeVisibleAsync(Patient);
    }

    [Fact]
    public async Task What_is_cancelled_does_not_reach_the_library()
    {
        string[] files = [.. Enumerable.Range(0, 30).Select(n => _bringing.Write($"Many/{n}.wav", Music.New()))];
        await using var site = await Site.StartAsync();
        await using var visit = await Visit.OpenAsync(browser.Chromium, site.Address);
        // The first ones stay on their way until they are given up.
        await visit.Page.RouteAsync("**/api/v1/tracks", _ => { });
        await Bringing.DropAsync(visit.Page, Path.Combine(_bringing.Folder, "Many"));
        await Assertions.Expect(visit.Page.GetByText("Sending").First).ToBeVisibleAsync(Patient);
        await visit.Button("Cancel 1.wav").ClickAsync();
        await Assertions.Expect(visit.Button("Try 1.wav again")).ToBeVisibleAsync();
        await visit.Button("Cancel all").ClickAsync();
        await Assertions.Expect(visit.Page.GetByText($"0 songs analysed, {files.Length} cancelled", new() { Exact = true })).ToBeVisibleAsync(Patient);
        Assert.Empty((await site.Server.GetAsync("tracks"))["items"]!.AsArray());
        await site.Server.UntilAsync("batches", batches => batches["items"]![0]!["cancelled_at"] is not null);
    }

    private static async Task<string[]> PathsAsync(Server server, params int[] tracks)
    {
        List<string> paths = [];
        foreach (int id in tracks)
        {
            JsonNode track = await server.GetAsync($"tracks/{id}");
            paths.AddRange(track["paths"]!.AsArray().Select(path => (string)path!["path"]!));
        }
        return [.. paths.Order(StringComparer.Ordinal)];
    }
}
