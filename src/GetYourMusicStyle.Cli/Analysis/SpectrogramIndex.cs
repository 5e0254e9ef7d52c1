using System.Text.Json;
using GetYourMusicStyle.Cli.Input;
using GetYourMusicStyle.Cli.Output;
using GetYourMusicStyle.Features;

namespace GetYourMusicStyle.Cli.Analysis;

/// <summary><c>index.json</c> beside a track's spectrograms: which file they are of and where each window lies. Its presence says that all are there.</summary>
internal static class SpectrogramIndex
{
    private const string Name = "index.json";

    public static void Write(string folder, string name, InputFile file, string sha256, double durationSeconds, IReadOnlyList<WindowSpan> windows)
    {
        string line = JsonLine.Of(json =>
        {
            json.WriteString("path", name);
            json.WriteString("sha256", sha256);
            json.WriteNumber("bytes", file.Bytes);
            json.WriteNumber("duration_s", Math.Round(durationSeconds, 3));
            json.WriteStartArray("windows");
            foreach (var window in windows)
            {
                json.WriteStartObject();
                json.WriteNumber("start_s", Math.Round(window.StartSeconds, 3));
                json.WriteNumber("end_s", Math.Round(window.EndSeconds, 3));
                json.WriteBoolean("silent", window.Silent);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
        AtomicFile.Write(Path.Combine(folder, Name), stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(line + "\n")));
    }

    /// <summary>
    /// Whether the folder is complete and of this file: of the same length and not changed since; a file that was touched is looked at by its hash.
    /// </summary>
    public static bool IsOf(string folder, InputFile file)
    {
        string path = Path.Combine(folder, Name);
        try
        {
            using var index = JsonDocument.Parse(File.ReadAllBytes(path));
            if (index.RootElement.GetProperty("bytes").GetInt64() != file.Bytes)
                return false;
            return File.GetLastWriteTimeUtc(file.Path) <= File.GetLastWriteTimeUtc(path)
                || index.RootElement.GetProperty("sha256").GetString() == ContentHash.OfFile(file);
        }
        catch (Exception e) when (e is IOException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return false;       // not there, or not ours: do it again
        }
    }
}
