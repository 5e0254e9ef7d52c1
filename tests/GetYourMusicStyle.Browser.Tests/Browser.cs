namespace GetYourMusicStyle.Browser.Tests;

/// <summary>One Chromium for all tests; each test visits with a context of its own.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright _playwright = null!;

    public IBrowser Chromium { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(30_000);     // for what comes in the end, on a machine that has much else to do
        _playwright = await Playwright.CreateAsync();
        Chromium = await LaunchAsync();
    }

    /// <summary>A further Chromium with further flags, such as a file for a microphone.</summary>
    public Task<IBrowser> LaunchAsync(params string[] flags) => _playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = "/usr/bin/chromium",
        Args =
        [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--autoplay-policy=no-user-gesture-required", .. flags,
        ],
    });

    public async Task DisposeAsync()
    {
        await Chromium.DisposeAsync();
        _playwright.Dispose();
    }
}

[CollectionDefinition(Name)]
public sealed class OneBrowser : ICollectionFixture<Browser>
{
    public const string Name = "one browser";
}
