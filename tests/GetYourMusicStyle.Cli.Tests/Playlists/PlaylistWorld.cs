using System.Diagnostics;
using System.Text.RegularExpressions;

namespace GetYourMusicStyle.Cli.Tests.Playlists;

/// <summary>A small library of tagged music that <c>gyms serve</c> has classified into a data folder; the server has been stopped again.</summary>
public sealed partial class PlaylistWorld : IAsyncLifetime, IDisposable
{
    /// <summary>File, title, artist, seconds.</summary>
    public static readonly (string Path, string? Title, string? Artist, int Seconds)[] Songs =
    [
        ("Anna/First/01 One Song.flac", "One Song", "Anna", 7),
        ("Anna/First/02 Été #2.flac", "Été #2", "Anna", 8),
        ("Bert/Live/One Song.flac", "One Song (live)", "Bert", 9),
        ("Bert/Live/Two & More.flac", "Two & More", "Bert", 10),
        ("Cleo/untagged.flac", null, null, 11),
        ("Cleo/Last.flac", "Last", "Cleo", 12),
    ];

    private readonly MusicFolder _folder = new();

    public string Library => _folder.At("library");

    public string Data => _folder.At("data");

    private string Home => _folder.At("home");

    public string At(string name) => _folder.At(name);

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Home);
        Directory.CreateSymbolicLink(Path.Combine(Home, "models"), _folder.Model);
        foreach (var song in Songs)
            await WriteAsync(Path.Combine(Library, song.Path), song.Title, song.Artist, song.Seconds);
        await using var server = await ServeAsync();
        using var submit = Start(["submit", Library, "--wait", "--server", server.Url]);
        var ended = await Gyms.EndAsync(submit);
        Assert.True(ended.Code == 0, ended.Output + ended.Error);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    /// <summary>Makes a playlist, from the data folder unless the arguments name a server.</summary>
    public async Task<Ended> PlaylistAsync(string[] arguments, params (string, string)[] environment)
    {
        string[] data = arguments.Contains("--server") || arguments.Contains("--data") ? [] : ["--data", Data];
        using var process = Start(["playlist", .. arguments, .. data], environment);
        return await Gyms.EndAsync(process);
    }

    /// <summary>Starts the server on the data folder.</summary>
    public async Task<Served> ServeAsync()
    {
        var process = Start(["serve", "--data", Data, "--urls", "http://127.0.0.1:0"]);
        var output = process.StandardOutput.ReadToEndAsync();
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
                return new Served(process, match.Groups[1].Value, Task.WhenAll(output, process.StandardError.ReadToEndAsync()));
        }
        throw new InvalidOperationException("it did not start");
    }

    public static async Task WriteAsync(string path, string? title, string? artist, int seconds)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string[] tags = title is null ? [] : ["-metadata", $"title={title}", "-metadata", $"artist={artist}", "-metadata", "album=Album"];
        using var ffmpeg = Process.Start("ffmpeg", ["-loglevel", "error", "-f", "lavfi", "-i", $"anoisesrc=d={seconds}:r=22050:c=pink:seed={seconds}", .. tags, path]);
        await ffmpeg.WaitForExitAsync();
        Assert.Equal(0, ffmpeg.ExitCode);
    }

    private Process Start(string[] arguments, params (string, string)[] environment) => Gyms.Start(_folder.Path, Home, arguments, environment);

    [GeneratedRegex(@"listening on (http://\S+?);")]
    private static partial Regex Listening();
}

/// <summary>A running server.</summary>
public sealed class Served(Process process, string url, Task output) : IAsyncDisposable
{
    public string Url => url;

    public async ValueTask DisposeAsync()
    {
        Gyms.Signal(process, "TERM");
        await process.WaitForExitAsync();
        await output;
        process.Dispose();
    }
}

[CollectionDefinition("playlists")]
public class PlaylistCollection : ICollectionFixture<PlaylistWorld>;
