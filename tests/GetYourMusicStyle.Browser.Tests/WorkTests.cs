namespace GetYourMusicStyle.Browser.Tests;

/// <summary>The work view: stages and batches, each test with a server of its own.</summary>
[Collection(OneBrowser.Name)]
public sealed class WorkTests(Browser browser)
{
    private static readonly LocatorAssertionsToBeVisibleOptions _patient = new() { Timeout = 60_000 };

    [Fact]
    public async Task A_paused_stage_holds_an_upload_and_lets_it_go_when_resumed()
    {
        await using var site = await Site.StartAsync();
        await using var visit = await Visit.OpenAsync(browser.Chromium, site.Address, "/work");
        await visit.Button("Pause analysis").ClickAsync();
        await Assertions.Expect(Card(visit, "Analysis").GetByText("Held since")).ToBeVisibleAsync();

        string batch = await site.Server.NewBatchAsync("held");
        await site.Server.UploadAsync(Music.New(), "one.wav", $"&batch={batch}");
        await Assertions.Expect(Figure(visit, "Analysis", "Waiting")).ToHaveTextAsync("1");
        await Assertions.Expect(Card(visit, "held").GetByText("0 of 1 track")).ToBeVisibleAsync();
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("work-paused");

        await visit.Button("Resume analysis").ClickAsync();
        await Assertions.Expect(Card(visit, "held").GetByText("All done: 1 track.").First).ToBeVisibleAsync(_patient);
        await Assertions.Expect(Figure(visit, "Analysis", "Waiting")).ToHaveTextAsync("0");
        visit.AssertCalm();
    }

    [Fact]
    public async Task Failures_are_told_by_reason_and_tried_again()
    {
        await using var site = await Site.StartAsync();
        await site.Server.PostAsync("queues/featurize/pause");
        string batch = await site.Server.NewBatchAsync("the attic");
        byte[] music = Music.New();
        await site.Server.UploadAsync(music, "Box 3/one.wav", $"&batch={batch}");
        await site.Server.UploadAsync(Music.NotAudio(), "Box 3/letter.mp3", $"&batch={batch}");
        string stored = Directory.EnumerateFiles(Path.Combine(site.Server.Folder, "objects"), "*", SearchOption.AllDirectories).Single(file => File.ReadAllBytes(file).AsSpan().SequenceEqual(music));
        File.Move(stored, stored + ".away");
        await site.Server.PostAsync("queues/featurize/resume");
        await site.Server.EndOfBatchAsync(batch, 2);

        await using var visit = await Visit.OpenAsync(browser.Chromium, site.Address, "/work");
        var card = Card(visit, "the attic");
        await Assertions.Expect(card.GetByText("0 of 2 tracks done, 2 failed.")).ToBeVisibleAsync();
        await card.GetByText("Not music").ClickAsync();
        await Assertions.Expect(card.GetByText("Box 3/letter.mp3")).ToBeVisibleAsync();
        await Assertions.Expect(card.GetByText("The audio is gone")).ToBeVisibleAsync();
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("work-failures");

        File.Move(stored + ".away", stored);
        await card.GetByRole(AriaRole.Link, new() { Name = "the attic" }).ClickAsync();
        await Assertions.Expect(visit.Heading("Failures by reason")).ToBeVisibleAsync();
        await visit.Button("Retry failed").ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("2 tracks queued again.")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByText("1 of 2 tracks done, 1 failed.").First).ToBeVisibleAsync(_patient);
        await visit.AssertAccessibleAsync();
        await visit.ShootAsync("work-batch");
        visit.AssertCalm();
    }

    [Fact]
    public async Task A_stage_runs_again_where_results_are_missing_or_after_a_question_everywhere()
    {
        await using var site = await Site.StartAsync();
        string batch = await site.Server.NewBatchAsync("two");
        await site.Server.UploadAsync(Music.New(), "one.wav", $"&batch={batch}");
        await site.Server.UploadAsync(Music.New(), "two.wav", $"&batch={batch}");
        await site.Server.EndOfBatchAsync(batch, 2);

        await using var visit = await Visit.OpenAsync(browser.Chromium, site.Address, "/work");
        await visit.Button("Run scoring again: Missing only").ClickAsync();
        await Assertions.Expect(Card(visit, "Scoring").GetByText("Nothing is missing.")).ToBeVisibleAsync();
        await visit.Button("Run pictures again: Missing only").ClickAsync();
        await Assertions.Expect(Card(visit, "Pictures").GetByText("2 tracks queued.")).ToBeVisibleAsync();
        await Assertions.Expect(Card(visit, "Pictures again, missing only").GetByText("All done: 2 tracks.").First).ToBeVisibleAsync(_patient);

        await visit.Button("Run scoring again: All…").ClickAsync();
        var question = visit.Page.GetByRole(AriaRole.Dialog, new() { Name = "Run scoring again for all 2 tracks?" });
        await Assertions.Expect(question).ToBeVisibleAsync();
        await visit.AssertAccessibleAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(question).ToBeHiddenAsync();
        await Assertions.Expect(Card(visit, "Scoring again, all")).ToHaveCountAsync(0);

        await visit.Button("Run scoring again: All…").ClickAsync();
        await visit.Button("Run again for 2 tracks").ClickAsync();
        await Card(visit, "Scoring").GetByRole(AriaRole.Link, new() { Name = "Follow" }).ClickAsync();
        await Assertions.Expect(visit.Heading("Scoring again, all")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByText("All done: 2 tracks.").First).ToBeVisibleAsync(_patient);
        visit.AssertCalm();
    }

    [Fact]
    public async Task A_batch_is_cancelled_after_a_question_and_older_ones_come_when_asked_for()
    {
        await using var site = await Site.StartAsync();
        await site.Server.PostAsync("queues/featurize/pause");
        string batch = await site.Server.NewBatchAsync("unwanted");
        await site.Server.UploadAsync(Music.New(), "one.wav", $"&batch={batch}");
        for (int i = 0; i < 25; i++)
            await site.Server.NewBatchAsync($"later {i}");

        await using var visit = await Visit.OpenAsync(browser.Chromium, site.Address, "/work", Screen.Phone);
        await Assertions.Expect(Card(visit, "later 24")).ToBeVisibleAsync();
        await Assertions.Expect(Card(visit, "unwanted")).ToHaveCountAsync(0);
        await visit.Button("More").ClickAsync();
        await visit.Button("Cancel unwanted").ClickAsync();
        await visit.ShootAsync("work-cancel");
        await visit.Button("Cancel the rest").ClickAsync();
        await Assertions.Expect(Card(visit, "unwanted").GetByText("Cancelled: 0 of 1 track done.").First).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator(".batch-card")).ToHaveCountAsync(26);
        visit.AssertCalm();
    }

    private static ILocator Card(Visit visit, string name) => visit.Page.GetByRole(AriaRole.Article, new() { Name = name, Exact = true });

    private static ILocator Figure(Visit visit, string stage, string name) => Card(visit, stage).Locator($"dt:text-is('{name}') + dd");
}
