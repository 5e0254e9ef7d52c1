using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace GetYourMusicStyle.Cli.Tests;

/// <summary>Music files of all formats with tags and pictures, made by ffmpeg and looked at by ffmpeg and ffprobe.</summary>
public sealed class Album : IDisposable
{
    /// <summary>Options of ffmpeg that tag a file and give it a picture, where the format can hold one.</summary>
    public const string Tagged = "-metadata title=Título -metadata artist=Someone -metadata album=Songs -metadata track=3/9 -metadata genre=Rock";

    private readonly MusicFolder _music = new();

    public Album()
    {
        _music.Wav("sound.wav", 7);
        _music.Shell("mkdir album && mv sound.wav .sound.wav && ffmpeg -v error -f lavfi -i color=red:s=32x32:d=1 -frames:v 1 .cover.png");
    }

    public string Path => _music.Path;

    public MusicFolder Music => _music;

    /// <summary>What was noted of the changes.</summary>
    public string Journal => At(".state", "gyms", "tags.jsonl");

    public string At(params string[] names) => _music.At(names);

    /// <summary>Makes <c>album/NAME</c>.</summary>
    public string Make(string name, string options = Tagged, bool picture = false)
    {
        string cover = picture ? "-i .cover.png -map 0 -map 1 -c:v copy -disposition:v attached_pic" : "";
        _music.Shell($"ffmpeg -v error -y -i .sound.wav {cover} {options} 'album/{name}'");
        return At("album", name);
    }

    /// <summary>Results of classify that hold each file to be of a genre, with the rest of the probability for Folk.</summary>
    public string Results(string genre = "Jazz Piano", double confidence = 0.8, bool uncertain = false, params string[] files)
    {
        var lines = (files.Length > 0 ? files : [.. Directory.EnumerateFiles(At("album")).Order(StringComparer.Ordinal)]).Select(path => JsonSerializer.Serialize(new Dictionary<string, object?>
        {
            ["path"] = path,
            ["sha256"] = File.Exists(path) ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))) : null,
            ["duration_s"] = 7,
            ["genre"] = genre,
            ["confidence"] = confidence,
            ["uncertain"] = uncertain,
            ["probabilities"] = new Dictionary<string, double> { ["Swing"] = 0.05, ["Folk"] = 0.35, [genre] = 0.6 },
            ["windows"] = Array.Empty<int>(),
            ["model_version"] = new string('0', 64),
            ["error"] = null,
        }));
        File.WriteAllLines(At(".results.jsonl"), lines);
        return At(".results.jsonl");
    }

    /// <summary>Runs <c>gyms tag</c>.</summary>
    public Task<Ended> TagAsync(params string[] arguments) => Gyms.RunAsync(Path, ["tag", .. arguments]);

    /// <summary>Tags a file that cannot be tagged: it says why and leaves it, with nothing beside it.</summary>
    public async Task LeavesAsync(string path, string why)
    {
        var before = Contents();
        var ended = await TagAsync("--from", Results(files: path));
        Assert.Equal(1, ended.Code);
        Assert.Contains($"{path}: ", ended.Error);
        Assert.Contains(why, ended.Error);
        Assert.Contains("0 changed, 1 failed", ended.Output);
        Assert.Equal(before, Contents());
    }

    /// <summary>The MD5 of what ffmpeg decodes, and of the picture, if any.</summary>
    public static string Sound(string path) => Output("ffmpeg", "-v", "error", "-i", path, "-map", "0:a", "-f", "md5", "-")
        + Output("ffmpeg", "-v", "error", "-i", path, "-map", "0:v?", "-map", "0:a", "-c", "copy", "-f", "md5", "-");

    /// <summary>The tags that ffprobe finds, of the file and its streams, in lower case names.</summary>
    public static SortedDictionary<string, string> Tags(string path)
    {
        using var json = JsonDocument.Parse(Output("ffprobe", "-v", "error", "-show_entries", "format_tags:stream_tags", "-of", "json", path));
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in json.RootElement.GetProperty("streams").EnumerateArray().Append(json.RootElement.GetProperty("format")))
        {
            if (!part.TryGetProperty("tags", out var found))
                continue;
            foreach (var tag in found.EnumerateObject())
                tags[tag.Name.ToLowerInvariant()] = tag.Value.GetString()!;
        }
        return tags;
    }

    /// <summary>Where a text stands in a file, or -1.</summary>
    public static int Find(string path, string text, Encoding? encoding = null) =>
        File.ReadAllBytes(path).AsSpan().IndexOf((encoding ?? Encoding.UTF8).GetBytes(text));

    /// <summary>Every file of the album with its contents, and whatever was left beside them.</summary>
    public SortedDictionary<string, string> Contents() => MusicFolder.Tree(At("album"));

    public void Dispose() => _music.Dispose();

    private static string Output(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
