using System.Diagnostics;
using System.Text.Json;

namespace GetYourMusicStyle.Cli.Input;

/// <summary>The genre in a file's tags, read by ffprobe.</summary>
internal static class GenreTag
{
    /// <summary>The genre as it is written in the container's or the first stream's tags, or null if there is none.</summary>
    public static string? Read(AudioFile file)
    {
        var start = new ProcessStartInfo("ffprobe")
        {
            ArgumentList =
            {
                "-v", "error", "-protocol_whitelist", "file", "-select_streams", "a:0", "-show_entries", "format_tags=genre:stream_tags=genre", "-of", "json",
                $"file:{file.FullPath}",
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var probe = Process.Start(start) ?? throw new IOException("ffprobe could not be started");
        var errors = probe.StandardError.ReadToEndAsync();
        string output = probe.StandardOutput.ReadToEnd();
        probe.WaitForExit();
        errors.Wait();
        return probe.ExitCode == 0 ? Genre(output) : null;
    }

    private static string? Genre(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var holders = new List<JsonElement>();
        if (root.TryGetProperty("format", out var format))
            holders.Add(format);
        if (root.TryGetProperty("streams", out var streams))
            holders.AddRange(streams.EnumerateArray());
        return holders
            .Where(holder => holder.TryGetProperty("tags", out _))
            .SelectMany(holder => holder.GetProperty("tags").EnumerateObject())
            .FirstOrDefault(tag => tag.Name.Equals("genre", StringComparison.OrdinalIgnoreCase)).Value is { ValueKind: JsonValueKind.String } genre
            ? genre.GetString()
            : null;
    }
}
