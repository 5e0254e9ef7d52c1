using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GetYourMusicStyle.Cli.Tests.Playlists;

/// <summary>
/// An OpenSubsonic server as far as playlists go, for what the packaged one does not know: tokens, API keys, forms. It takes nothing that the
/// specification (https://opensubsonic.netlify.app/docs/) does not have, and each salt once.
/// </summary>
public sealed class StrictSubsonic : IAsyncDisposable
{
    public const string Password = "sésame", Key = "key-0123";

    // What may stand in a call beside what every call has.
    private static readonly Dictionary<string, string[]> Known = new()
    {
        ["ping"] = [],
        ["getOpenSubsonicExtensions"] = [],
        ["tokenInfo"] = [],
        ["getPlaylists"] = ["username"],
        ["getPlaylist"] = ["id"],
        ["search3"] = ["query", "artistCount", "artistOffset", "albumCount", "albumOffset", "songCount", "songOffset", "musicFolderId"],
        ["createPlaylist"] = ["playlistId", "name", "songId"],
        ["updatePlaylist"] = ["playlistId", "name", "comment", "public", "songIdToAdd", "songIndexToRemove"],
    };

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, bool> _salts = new();
    private int _failures;

    private StrictSubsonic(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    /// <summary>Whether it takes forms, and then nothing else.</summary>
    public bool Forms { get; init; } = true;

    /// <summary>The error that ping answers with; 0 for none.</summary>
    public int Refusal { get; init; }

    /// <summary>How often it answers 503 before it works.</summary>
    public int FailFirst { get; init; }

    public List<Dictionary<string, object>> Songs { get; } = [];

    public List<Dictionary<string, object>> Playlists { get; } = [];

    /// <summary>The songs of each playlist, by id.</summary>
    public Dictionary<string, List<string>> Entries { get; } = [];

    public ConcurrentQueue<string> Calls { get; } = [];

    public static async Task<StrictSubsonic> StartAsync(bool forms = true, int refusal = 0, int failFirst = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new StrictSubsonic(app) { Forms = forms, Refusal = refusal, FailFirst = failFirst };
        app.Map("/rest/{method}", (string method, HttpContext context) => server.AnswerAsync(method, context));
        await app.StartAsync();
        return server;
    }

    public void AddSong(string id, string title, string artist, int seconds, string path) => Songs.Add(new()
    {
        ["id"] = id,
        ["title"] = title,
        ["artist"] = artist,
        ["duration"] = seconds,
        ["path"] = path,
    });

    public void AddPlaylist(string id, string name, string owner, string? comment = null)
    {
        Playlists.Add(new() { ["id"] = id, ["name"] = name, ["owner"] = owner, ["comment"] = comment ?? "" });
        Entries[id] = [];
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> AnswerAsync(string method, HttpContext context)
    {
        var request = context.Request;
        var given = (request.HasFormContentType ? (await request.ReadFormAsync()).AsEnumerable() : request.Query).ToDictionary(p => p.Key, p => p.Value.ToArray());
        string? One(string name) => given.TryGetValue(name, out string?[]? values) ? Assert.Single(values) : null;
        lock (Calls)
        {
            if (Interlocked.Increment(ref _failures) <= FailFirst)
                return Results.StatusCode(503);
            Calls.Enqueue($"{request.Method} {method}");
            if (!Known.TryGetValue(method, out string[]? names) || given.Keys.FirstOrDefault(key => !names.Contains(key) && key is not ("u" or "t" or "s" or "apiKey" or "v" or "c" or "f")) is not null)
                return Failed(0, $"unknown: {method} {string.Join(' ', given.Keys)}");
            if (One("v") is null || One("c") is null || One("f") != "json")
                return Failed(10, "v, c or f is missing");
            if (Authenticate(One) is { } refused)
                return refused;
            bool early = method is "ping" or "getOpenSubsonicExtensions";
            if (!early && (request.Method == "POST") != Forms)
                return Failed(0, $"{request.Method} is not what was agreed");
            if (request.QueryString.Value!.Length > 4000 || (request.HasFormContentType && request.Query.Count > 0))
                return Results.StatusCode(414);
            return Do(method, given.ToDictionary(p => p.Key, p => p.Value.OfType<string>().ToArray()), One);
        }
    }

    private IResult? Authenticate(Func<string, string?> one)
    {
        if (one("apiKey") is { } key)
            return one("u") is not null || one("t") is not null ? Failed(43, "conflict") : key == Key ? null : Failed(44, "Invalid API key");
        if (one("u") is null || one("t") is not { } token || one("s") is not { Length: >= 6 } salt)
            return Failed(10, "u, t or s is missing");
        if (!_salts.TryAdd(salt, true))
            return Failed(0, "a salt was used twice");
#pragma warning disable CA5351 // the tokens of Subsonic are MD5
        string right = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(Password + salt)));
#pragma warning restore CA5351
        return one("u") == "anna" && token == right ? null : Failed(40, "Wrong username or password");
    }

    private IResult Do(string method, Dictionary<string, string[]> given, Func<string, string?> one)
    {
        switch (method)
        {
            case "ping":
                return Refusal == 0 ? Ok(null, null) : Failed(Refusal, "no");
            case "getOpenSubsonicExtensions":
                return Ok("openSubsonicExtensions", Forms ? new[] { new { name = "formPost", versions = new[] { 1 } } } : []);
            case "tokenInfo":
                return Ok("tokenInfo", new { username = "anna" });
            case "getPlaylists":
                return Ok("playlists", new { playlist = Playlists });
            case "getPlaylist":
                return Ok("playlist", new { id = one("id"), entry = Entries[one("id")!].Select(id => new { id }) });
            case "search3":
                var found = Songs.Where(song => ((string)song["title"]).Contains(one("query")!, StringComparison.OrdinalIgnoreCase)).Take(int.Parse(one("songCount") ?? "20", System.Globalization.CultureInfo.InvariantCulture));
                return Ok("searchResult3", new { song = found });
            case "createPlaylist":
                string id = one("playlistId") ?? $"pl-{Playlists.Count + 1}";
                if (one("playlistId") is null)
                    AddPlaylist(id, one("name")!, "anna");
                Entries[id] = [.. given.GetValueOrDefault("songId") ?? []];
                return Ok("playlist", new { id });
            default:
                var list = Playlists.Single(playlist => (string)playlist["id"] == one("playlistId"));
                list["comment"] = one("comment") ?? list["comment"];
                Entries[(string)list["id"]].AddRange(given.GetValueOrDefault("songIdToAdd") ?? []);
                return Ok(null, null);
        }
    }

    private static IResult Ok(string? name, object? value) => Answer("ok", name, value);

    private static IResult Failed(int code, string message) => Answer("failed", "error", new { code, message });

    private static IResult Answer(string status, string? name, object? value)
    {
        var body = new Dictionary<string, object?> { ["status"] = status, ["version"] = "1.16.1", ["type"] = "strict", ["openSubsonic"] = true };
        if (name is not null)
            body[name] = value;
        return Results.Json(new Dictionary<string, object> { ["subsonic-response"] = body });
    }
}
