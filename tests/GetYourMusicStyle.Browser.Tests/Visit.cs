using System.Text.Json;

namespace GetYourMusicStyle.Browser.Tests;

/// <summary>
/// Someone at the page: a browser context of its own. What the page logs as an error, and what it asks of other hosts, is noted;
/// <see cref="AssertCalm"/> wants none of either.
/// </summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly Screen _screen;
    private readonly Uri _address;

    private Visit(IBrowserContext context, IPage page, Screen screen, Uri address) => (_context, Page, _screen, _address) = (context, page, screen, address);

    public IPage Page { get; }

    /// <summary>What the console and uncaught exceptions said.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>Requests to anything but the server.</summary>
    public List<string> Strangers { get; } = [];

    /// <summary>Opens a view, such as <c>/library</c>.</summary>
    public static async Task<Visit> OpenAsync(IBrowser browser, Uri server, string view = "/", Screen? screen = null, BrowserNewContextOptions? options = null)
    {
        screen ??= Screen.Desktop;
        options ??= new();
        options.ViewportSize = new() { Width = screen.Width, Height = screen.Height };
        options.ColorScheme = screen.Colors;
        options.HasTouch = options.IsMobile = screen.Touch;
        options.Locale = "en";
        var context = await browser.NewContextAsync(options);
        var page = await context.NewPageAsync();
        var visit = new Visit(context, page, screen, server);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                visit.Errors.Add(message.Text);
        };
        page.PageError += (_, error) => visit.Errors.Add(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith($"{server}", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
                visit.Strangers.Add(request.Url);
        };
        await visit.GoAsync(view);
        return visit;
    }

    /// <summary>Goes to a view.</summary>
    public Task GoAsync(string view) => Page.GotoAsync($"{_address}#{view}");

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name });

    public ILocator Heading(string name) => Page.GetByRole(AriaRole.Heading, new() { Name = name });

    /// <summary>Keeps what is seen as <c>artifacts/screenshots/NAME-SCREEN.png</c>.</summary>
    public async Task ShootAsync(string name, bool whole = false) => await Page.ScreenshotAsync(new()
    {
        Path = Path.Combine(Server.Root, "artifacts", "screenshots", $"{name}-{_screen}.png"),
        FullPage = whole,
    });

    /// <summary>The accessibility scan (axe-core, all its rules for WCAG 2.2 A and AA and its best practices) finds nothing.</summary>
    public async Task AssertAccessibleAsync()
    {
        await Page.EvaluateAsync(await AxeAsync());
        // The scan is told apart from a page that is in the middle of fading in.
        string found = await Page.EvaluateAsync<string>("""
            async () => {
              await Promise.all(document.getAnimations().filter(a => a.effect?.getTiming().iterations !== Infinity).map(a => a.finished.catch(() => 0)))
              const { violations } = await axe.run(document, { resultTypes: ['violations'] })
              return JSON.stringify(violations.map(v => `${v.id}: ${v.help}\n  ` + v.nodes.slice(0, 5).map(n => n.html.slice(0, 200) + '\n  ' + n.failureSummary).join('\n  ')))
            }
            """);
        Assert.Empty(JsonSerializer.Deserialize<string[]>(found)!);
    }

    /// <summary>The page does not scroll sideways.</summary>
    public async Task AssertFitsAsync()
    {
        int[] widths = await Page.EvaluateAsync<int[]>("() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]");
        Assert.True(widths[0] <= widths[1], $"the page is {widths[0]} wide on a screen of {widths[1]}");
    }

    /// <summary>Nothing went wrong in the page, and it loaded nothing from elsewhere.</summary>
    public void AssertCalm()
    {
        Assert.Empty(Errors);
        Assert.Empty(Strangers);
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private static async Task<string> AxeAsync() =>
        await File.ReadAllTextAsync(Path.Combine(Server.Root, "src", "GetYourMusicStyle.Page", "node_modules", "axe-core", "axe.min.js"));
}
