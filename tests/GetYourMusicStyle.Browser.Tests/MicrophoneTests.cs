namespace GetYourMusicStyle.Browser.Tests;

/// <summary>What plays in the room, with a file as the microphone.</summary>
[Collection(OneBrowser.Name)]
public sealed class MicrophoneTests(Browser browser) : IDisposable
{
    private readonly Bringing _bringing = new();

    public void Dispose() => _bringing.Dispose();

    [Fact]
    public async Task What_is_heard_is_recorded_as_it_is_and_analysed()
    {
        string room = _bringing.Write("room.wav", Music.New(20));
        await using var chromium = await browser.LaunchAsync(
            "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", $"--use-file-for-fake-audio-capture={room}");
        await using var site = await Site.StartAsync();
        await using var visit = await Visit.OpenAsync(chromium, site.Address);
        await visit.Page.EvaluateAsync("""
            () => {
              const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
              navigator.mediaDevices.getUserMedia = (wanted) => { globalThis.wanted = wanted; return original(wanted) }
            }
            """);
        await visit.Button("Record what plays").ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("At least 3 seconds are needed.")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByText("Half a minute tells more")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("recording");
        await visit.Button("Stop and analyse").ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("See how it moves")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await visit.ShootAsync("recorded");

        bool[] flattened = await visit.Page.EvaluateAsync<bool[]>(
            "() => [wanted.audio.echoCancellation, wanted.audio.noiseSuppression, wanted.audio.autoGainControl]");
        Assert.Equal([false, false, false], flattened);
        var track = Assert.Single((await site.Server.GetAsync("tracks"))["items"]!.AsArray())!;
        Assert.Matches(@"^Recording \d{4}-\d\d-\d\d \d\d\.\d\d\.webm$", (string)track["file_name"]!);
        Assert.InRange((double)track["duration_s"]!, 3, 120);
        Assert.NotNull(track["genre"]);       // and so not silent
        visit.AssertCalm();
    }

    [Fact]
    public async Task A_recording_that_is_discarded_is_not_sent()
    {
        await using var chromium = await browser.LaunchAsync("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream");
        await using var site = await Site.StartAsync();
        await using var visit = await Visit.OpenAsync(chromium, site.Address, screen: Screen.Phone);
        await visit.Button("Record what plays").ClickAsync();
        await visit.Button("Discard").ClickAsync();
        await Assertions.Expect(visit.Button("Record what plays")).ToBeVisibleAsync();
        Assert.Empty((await site.Server.GetAsync("tracks"))["items"]!.AsArray());
    }

    [Fact]
    public async Task A_microphone_that_is_refused_or_not_allowed_here_is_explained()
    {
        // The name is not of this machine for the browser, as on a server in the house without HTTPS.
        await using var chromium = await browser.LaunchAsync("--deny-permission-prompts", "--use-fake-device-for-media-stream", "--host-resolver-rules=MAP music.test 127.0.0.1");
        await using var site = await Site.StartAsync();
        await using (var visit = await Visit.OpenAsync(chromium, site.Address))
        {
            await visit.Button("Record what plays").ClickAsync();
            await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The microphone is not allowed");
            await visit.AssertAccessibleAsync();
            await visit.ShootAsync("refused");
        }
        await using var elsewhere = await Visit.OpenAsync(chromium, new UriBuilder(site.Address) { Host = "music.test" }.Uri);
        await elsewhere.Button("Record what plays").ClickAsync();
        await Assertions.Expect(elsewhere.Page.GetByText("only on localhost or over HTTPS")).ToBeVisibleAsync();
    }
}
