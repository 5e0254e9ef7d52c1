using System.Text.Json;
using GetYourMusicStyle.Cli.Input;

namespace GetYourMusicStyle.Cli.Tagging;

/// <summary>A line of <c>classify --json</c>: a file, what the model said of it, or why it could not be classified.</summary>
internal sealed record ClassificationRecord(InputFile File, string? Sha256, GenrePrediction? Prediction, string? Error)
{
    /// <summary>Reads the results of an earlier run; a file named twice counts once, as it was named last.</summary>
    /// <exception cref="UsageException">It is not there, or no such results.</exception>
    public static IReadOnlyList<ClassificationRecord> ReadAll(string path)
    {
        if (!System.IO.File.Exists(path))
            throw new UsageException($"{path}: there is no such file");
        var files = new Dictionary<string, ClassificationRecord>(StringComparer.Ordinal);
        int number = 0;
        foreach (string line in System.IO.File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var file = Parse(line) ?? throw new UsageException($"{path}, line {number}: this is no result of gyms classify --json");
            files[file.File.FullPath] = file;
        }
        return files.Count > 0 ? [.. files.Values] : throw new UsageException($"{path}: there is no result in it");
    }

    private static ClassificationRecord? Parse(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            string path = root.GetProperty("path").GetString()!;
            var info = new FileInfo(path);
            var file = new InputFile(path, info.Exists ? info.Length : 0);
            string? error = root.GetProperty("error").GetString();
            string? sha256 = root.GetProperty("sha256").GetString();
            return new ClassificationRecord(file, sha256, error is null ? ReadPrediction(root) : null, error);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static GenrePrediction ReadPrediction(JsonElement root)
    {
        if (root.GetProperty("genre").GetString() is not { } genre)
            return new GenrePrediction([], 0, false);
        var shares = root.GetProperty("probabilities").EnumerateObject().Select(share => (share.Name, share.Value.GetDouble())).ToList();
        return GenrePrediction.Of(genre, shares, root.GetProperty("confidence").GetDouble(), root.GetProperty("uncertain").GetBoolean());
    }
}
