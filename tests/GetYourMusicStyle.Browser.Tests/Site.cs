namespace GetYourMusicStyle.Browser.Tests;

/// <summary>A server with the built page, and the samples in its library.</summary>
public sealed class Site : IAsyncDisposable
{
    private Site(Server server) => Server = server;

    public Server Server { get; }

    public Uri Address => Server.Address;

    /// <summary>Starts one with an empty library and further configuration.</summary>
    public static async Task<Site> StartAsync(params string[] configuration)
    {
        string page = Path.Combine(Server.Root, "artifacts", "page");
        Assert.True(File.Exists(Path.Combine(page, "index.html")), "The page has not been built: ./gyms test does it, or npm ci && npm run build in src/GetYourMusicStyle.Page.");
        return new Site(await Server.StartAsync([$"--Api:PageFolder={page}", .. configuration]));
    }

    /// <summary>Starts one whose library has the samples, analysed.</summary>
    public static async Task<Site> WithSamplesAsync(params string[] configuration)
    {
        var site = await StartAsync(configuration);
        string batch = await site.Server.NewBatchAsync("samples");
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(Server.Root, "samples")).Where(file => Path.GetExtension(file) is ".mp3" or ".ogg" or ".flac" or ".wav")];
        foreach (string file in files)
            await site.Server.UploadAsync(await File.ReadAllBytesAsync(file), Path.GetFileName(file), $"&batch={batch}");
        await site.Server.EndOfBatchAsync(batch, files.Length);
        return site;
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
