namespace GetYourMusicStyle.Browser.Tests;

/// <summary>One server with the samples, for tests that change nothing in it.</summary>
public sealed class Samples : IAsyncLifetime
{
    public Site Site { get; private set; } = null!;

    public async Task InitializeAsync() => Site = await Site.WithSamplesAsync();

    public async Task DisposeAsync() => await Site.DisposeAsync();
}
