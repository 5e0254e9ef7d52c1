using System.Globalization;
using System.Text;
using System.Text.Json;
using GetYourMusicStyle.Cli.Output;

namespace GetYourMusicStyle.Cli.Tagging;

/// <summary>
/// What tagging has changed: a line of JSON a file, <c>{"time","path","old":[...],"new":[...]}</c>, on the disk before the file changes. It is only ever
/// added to, and by one run at a time. Thread-safe.
/// </summary>
internal sealed class TagJournal : IDisposable
{
    private readonly FileStream _file;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();

    /// <summary>Opens a journal to add to.</summary>
    /// <exception cref="UsageException">Another run has it.</exception>
    public TagJournal(string path, TimeProvider time)
    {
        _time = time;
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        try
        {
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new UsageException($"the journal {path} cannot be opened; if another gyms tag is running, wait for it, or name another journal with --journal ({e.Message})");
        }
        _file.Seek(0, SeekOrigin.End);
    }

    /// <summary><c>gyms/tags.jsonl</c> where programs of this user keep their state.</summary>
    public static string DefaultPath()
    {
        string? state = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        if (string.IsNullOrEmpty(state))
            state = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify), ".local", "state");
        return Path.Combine(state, "gyms", "tags.jsonl");
    }

    /// <summary>Notes a change that is about to be made.</summary>
    public void Add(string path, IReadOnlyList<string> old, IReadOnlyList<string> @new)
    {
        string line = JsonLine.Of(json =>
        {
            json.WriteString("time", _time.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            json.WriteString("path", path);
            Write(json, "old", old);
            Write(json, "new", @new);
        });
        lock (_lock)
        {
            // A line that a crash left unfinished ends here.
            string start = _file.Position > 0 && !EndsWithNewLine() ? "\n" : "";
            _file.Write(Encoding.UTF8.GetBytes($"{start}{line}\n"));
            _file.Flush(flushToDisk: true);
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Reads what the journal knows of each file, by full path; lines that make no sense are passed over.</summary>
    /// <exception cref="UsageException">There is no journal.</exception>
    public static IReadOnlyDictionary<string, TagHistory> Read(string path)
    {
        if (!File.Exists(path))
            throw new UsageException($"{path}: there is no journal to undo from; name the one you want with --journal");
        var histories = new Dictionary<string, TagHistory>(StringComparer.Ordinal);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        while (reader.ReadLine() is { } line)
        {
            if (Parse(line) is not { } change)
                continue;
            if (histories.TryGetValue(change.Path, out var history) && history.Contains(change.Old))
                history.Written.Add(change.New);
            else
                histories[change.Path] = new TagHistory(change.Old) { Written = { change.New } };
        }
        return histories;
    }

    private bool EndsWithNewLine()
    {
        _file.Seek(-1, SeekOrigin.End);
        return _file.ReadByte() == '\n';
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> genres)
    {
        json.WriteStartArray(name);
        foreach (string genre in genres)
            json.WriteStringValue(genre);
        json.WriteEndArray();
    }

    private static (string Path, string[] Old, string[] New)? Parse(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return (json.RootElement.GetProperty("path").GetString()!, Genres(json, "old"), Genres(json, "new"));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string[] Genres(JsonDocument json, string name) =>
        [.. json.RootElement.GetProperty(name).EnumerateArray().Select(genre => genre.GetString()!)];
}
