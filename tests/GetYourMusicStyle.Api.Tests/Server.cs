using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Hosting;
using Microsoft.AspNetCore.Builder;

namespace GetYourMusicStyle.Api.Tests;

/// <summary>The embedded form, all roles in one process, listening on a loopback port, with its data in a folder of its own.</summary>
public sealed class Server : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly WebApplication _app;

    private readonly bool _keep;

    private Server(WebApplication app, string folder, bool keep)
    {
        (_app, Folder, _keep) = (app, folder, keep);
        Address = new Uri(app.Urls.Single());
        Http = Client();
    }

    public string Folder { get; }

    public string Spool => Path.Combine(Folder, "spool");

    public Uri Address { get; }

    /// <summary>Calls below <c>/api/v1/</c>.</summary>
    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Starts a server with further configuration, such as <c>--Api:MaxUploadBytes=1000</c>.</summary>
    public static Task<Server> StartAsync(params string[] configuration) =>
        StartAsync(Directory.CreateTempSubdirectory("gyms-api-tests-").FullName, keep: false, configuration);

    /// <summary>The same in a folder that stays.</summary>
    public static Task<Server> StartInAsync(string folder, params string[] configuration) => StartAsync(folder, keep: true, configuration);

    private static async Task<Server> StartAsync(string folder, bool keep, string[] configuration)
    {
        var app = HostRun.Build(
            Role.All,
            [
                "--urls=http://127.0.0.1:0", $"--Scoring:ModelDirectory={Path.Combine(Root, "models")}", "--Api:EventSeconds=0.1", "--Api:MinFreeBytes=0",
                "--Logging:LogLevel:Default=Warning", .. configuration,
            ],
            folder);
        await app.StartAsync();
        return new Server(app, folder, keep);
    }

    public HttpClient Client(params (string Name, string Value)[] headers)
    {
        var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 200 }) { BaseAddress = new Uri(Address, "/api/v1/"), Timeout = Limit };
        foreach (var (name, value) in headers)
            http.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        return http;
    }

    /// <summary>Uploads bytes as a raw body and returns the job.</summary>
    public async Task<JsonNode> UploadAsync(byte[] bytes, string name, string more = "")
    {
        using var answer = await Http.PostAsync($"tracks?name={Uri.EscapeDataString(name)}{more}", new ByteArrayContent(bytes));
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return await ReadAsync(answer);
    }

    /// <summary>What an address below <c>/api/v1/</c> answers.</summary>
    public async Task<JsonNode> GetAsync(string address) => (await Http.GetFromJsonAsync<JsonNode>(address))!;

    /// <summary>Posts JSON, or nothing, and returns the answer.</summary>
    public async Task<JsonNode> PostAsync(string address, object? body = null)
    {
        using var answer = await Http.PostAsync(address, body is null ? null : JsonContent.Create(body));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await ReadAsync(answer);
    }

    /// <summary>A new, empty batch.</summary>
    public async Task<string> NewBatchAsync(string name) => (string)(await PostAsync("batches", new { name }))["id"]!;

    /// <summary>Waits until a job has ended and returns it.</summary>
    public Task<JsonNode> EndOfJobAsync(JsonNode job) =>
        UntilAsync($"jobs/{job["id"]}", now => (string)now["state"]! is "done" or "failed" or "cancelled");

    /// <summary>Waits until nothing is left to do in a batch of some size, and returns it.</summary>
    public Task<JsonNode> EndOfBatchAsync(string id, int total) =>
        UntilAsync($"batches/{id}", now => (int)now["total"]! == total && Count(now, "done") + Count(now, "failed") + Count(now, "cancelled") == total);

    /// <summary>How many tracks of a batch are in a state.</summary>
    public static int Count(JsonNode batch, string state) => (int)batch["counts"]![state]!;

    /// <summary>Asks an address until the answer is as it should be.</summary>
    public async Task<JsonNode> UntilAsync(string address, Func<JsonNode, bool> condition)
    {
        for (long start = Stopwatch.GetTimestamp(); ; await Task.Delay(50))
        {
            var now = await GetAsync(address);
            if (condition(now))
                return now;
            if (Stopwatch.GetElapsedTime(start) > Limit)
                throw new TimeoutException($"{address} stays {now}");
        }
    }

    public static async Task<JsonNode> ReadAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonNode>())!;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (!_keep)
            Directory.Delete(Folder, recursive: true);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "GetYourMusicStyle.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
