using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using GetYourMusicStyle.EndToEnd.Tests.Media;

namespace GetYourMusicStyle.EndToEnd.Tests.Deployments;

/// <summary>The HTTP interface as a patient client uses it: what may pass is tried again until it does.</summary>
internal sealed class ApiClient : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5) }) { Timeout = TimeSpan.FromSeconds(60) };
    private int _uploads;

    public ApiClient(Uri address, string key)
    {
        _http.BaseAddress = new Uri(address, "api/v1/");
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>Uploads that were accepted.</summary>
    public int Uploads => _uploads;

    public async Task<Guid> CreateBatchAsync(string name = "test") =>
        (await SendAsync(() => new(HttpMethod.Post, "batches") { Content = JsonContent.Create(new { name }) })).GetProperty("id").GetGuid();

    public Task<JsonElement> BatchAsync(Guid batch) => GetAsync($"batches/{batch}");

    public Task<JsonElement> GetAsync(string path) => SendAsync(() => new(HttpMethod.Get, path));

    public Task<JsonElement> PostAsync(string path, object? body = null) => SendAsync(() => new(HttpMethod.Post, path) { Content = JsonContent.Create(body) });

    public Task<JsonElement> DeleteAsync(string path) => SendAsync(() => new(HttpMethod.Delete, path));

    public Task<byte[]> BytesAsync(string path) => _http.GetByteArrayAsync(new Uri(path, UriKind.Relative));

    /// <summary>Uploads one song; gives its job.</summary>
    public async Task<JsonElement> UploadAsync(Song song, Guid? batch, string? path = null)
    {
        string address = $"tracks?name={Uri.EscapeDataString(Path.GetFileName(song.Path))}&path={Uri.EscapeDataString(path ?? song.Path)}{(batch is { } id ? $"&batch={id}" : "")}";
        var job = await SendAsync(() => new(HttpMethod.Post, address) { Content = new ByteArrayContent(song.Bytes) });
        Interlocked.Increment(ref _uploads);
        return job;
    }

    /// <summary>Uploads a library, several songs at a time, and returns when the server has taken all.</summary>
    public Task UploadAsync(IEnumerable<Song> songs, Guid batch) =>
        Parallel.ForEachAsync(songs, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (song, _) => await UploadAsync(song, batch));

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> SendAsync(Func<HttpRequestMessage> request)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            string trouble;
            try
            {
                using var message = request();
                using var answer = await _http.SendAsync(message);
                string text = await answer.Content.ReadAsStringAsync();
                if (answer.IsSuccessStatusCode)
                    return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
                trouble = $"{(int)answer.StatusCode} {text}";
                if (answer.StatusCode < HttpStatusCode.InternalServerError && answer.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout))
                    Assert.Fail($"{message.Method} {message.RequestUri}: {trouble}");
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
            {
                trouble = e.Message;
            }
            if (clock.Elapsed > Until.Deadline)
                Assert.Fail($"Not accepted within {Until.Deadline.TotalSeconds:0} s: {trouble}");
            await Task.Delay(200);
        }
    }
}
