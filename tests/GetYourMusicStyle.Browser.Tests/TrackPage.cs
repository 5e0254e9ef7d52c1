using System.Globalization;
using System.Text.Json.Nodes;

namespace GetYourMusicStyle.Browser.Tests;

/// <summary>Someone who looks at a track and listens: where the play head is on the screen, and what the audio element does.</summary>
public sealed class TrackPage : IAsyncDisposable
{
    // The page has one audio element, which is nowhere in the document: it is caught where it is made.
    private const string Listen = "const made = window.Audio; window.Audio = function () { return window.heard = new made() }";

    private TrackPage(Visit visit, JsonNode track, JsonNode timeline) => (Visit, Track, Timeline) = (visit, track, timeline);

    public Visit Visit { get; }

    public JsonNode Track { get; }

    /// <summary>What the server says of the track over time.</summary>
    public JsonNode Timeline { get; }

    public long Id => (long)Track["id"]!;

    /// <summary>In seconds.</summary>
    public double Length => (double)Timeline["duration_s"]!;

    public JsonArray Windows => Timeline["windows"]!.AsArray();

    public ILocator Stage => Visit.Page.GetByRole(AriaRole.Slider, new() { Name = "Play head" });

    public static async Task<TrackPage> OpenAsync(IBrowser browser, Uri server, JsonNode track, JsonNode timeline, Screen? screen, Func<IPage, Task>? before)
    {
        var visit = await Visit.OpenAsync(browser, server, "/nowhere", screen);
        await visit.Page.AddInitScriptAsync(Listen);
        if (before is not null)
            await before(visit.Page);
        await visit.GoAsync($"/tracks/{track["id"]}");
        await visit.Page.ReloadAsync();
        await Assertions.Expect(visit.Page.Locator(".areas canvas")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        return new TrackPage(visit, track, timeline);
    }

    /// <summary>Where a time is on the screen, in the middle of the chart.</summary>
    public async Task<(float X, float Y)> PlaceAsync(double seconds)
    {
        var box = (await Stage.BoundingBoxAsync())!;
        return (box.X + (float)(box.Width * seconds / Length), box.Y + 100);
    }

    /// <summary>The play head, 0 at the left end of the chart and 1 at the right.</summary>
    public async Task<double> HeadAsync()
    {
        string left = await Visit.Page.Locator(".track-stage .head").EvaluateAsync<string>("head => head.style.left");
        return double.Parse(left.TrimEnd('%'), CultureInfo.InvariantCulture) / 100;
    }

    /// <summary>Waits until the play head is where it should be.</summary>
    public async Task UntilHeadAsync(Func<double, bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition(await HeadAsync()))
            await Task.Delay(30, limit.Token);
    }

    /// <summary>The play head, once it does not move any more.</summary>
    public async Task<double> SettledHeadAsync()
    {
        double last = await HeadAsync();
        while (true)
        {
            await Task.Delay(300);
            double now = await HeadAsync();
            if (now == last)
                return now;
            last = now;
        }
    }

    /// <summary>A number of the audio element.</summary>
    public Task<double> HeardAsync(string what) => Visit.Page.EvaluateAsync<double>($"() => {{ with (heard) return {what} }}");

    /// <summary>Waits until something holds of the audio element.</summary>
    public Task UntilHeardAsync(string condition) => Visit.Page.WaitForFunctionAsync($"() => {{ with (heard) return {condition} }}");

    public async ValueTask DisposeAsync() => await Visit.DisposeAsync();
}
