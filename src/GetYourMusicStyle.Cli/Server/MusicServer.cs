using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GetYourMusicStyle.Cli.Server;

/// <summary>The HTTP interface of a GetYourMusicStyle server, as the commands need it. Each call is one request; see <see cref="RetryPolicies"/>.</summary>
internal sealed class MusicServer : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private static readonly JsonSerializerOptions Sent = new(Json) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(100);

    private readonly HttpClient _http;

    public MusicServer(Uri address, string? apiKey)
    {
        Address = address;
        var handler = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10), Expect100ContinueTimeout = TimeSpan.FromSeconds(2) };
        _http = new HttpClient(handler)
        {
            BaseAddress = new Uri(address.AbsoluteUri.TrimEnd('/') + "/api/v1/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        if (!string.IsNullOrEmpty(apiKey))
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
    }

    public Uri Address { get; }

    public Task<BatchAnswer> CreateBatchAsync(string name, CancellationToken cancellation) =>
        AskAsync<BatchAnswer>(new(HttpMethod.Post, "batches") { Content = JsonContent.Create(new { name }, options: Json) }, cancellation);

    /// <summary>A batch; null if there is none.</summary>
    public Task<BatchAnswer?> FindBatchAsync(Guid id, CancellationToken cancellation) => FindAsync<BatchAnswer>($"batches/{id}", cancellation);

    /// <summary>A job; null if there is none.</summary>
    public Task<JobAnswer?> FindJobAsync(Guid id, CancellationToken cancellation) => FindAsync<JobAnswer>($"jobs/{id}", cancellation);

    /// <summary>The newest batches.</summary>
    public async Task<IReadOnlyList<BatchAnswer>> BatchesAsync(CancellationToken cancellation) =>
        (await AskAsync<Page<BatchAnswer>>(new(HttpMethod.Get, "batches?limit=10"), cancellation)).Items;

    /// <summary>The stages' queues.</summary>
    public async Task<IReadOnlyList<QueueAnswer>> QueuesAsync(CancellationToken cancellation) =>
        (await AskAsync<Page<QueueAnswer>>(new(HttpMethod.Get, "queues"), cancellation)).Items;

    /// <summary>Failed tracks of a batch, the first thousand.</summary>
    public async Task<IReadOnlyList<FailureAnswer>> FailuresAsync(Guid batch, CancellationToken cancellation) =>
        (await AskAsync<Page<FailureAnswer>>(new(HttpMethod.Get, $"batches/{batch}/failures?limit=1000"), cancellation)).Items;

    /// <summary>Whether the server has these bytes; if so, they join the batch.</summary>
    public async Task<bool> JoinAsync(string sha256, Guid batch, string path, CancellationToken cancellation)
    {
        string address = $"tracks/by-hash/{sha256}?batch={batch}&path={Uri.EscapeDataString(path)}";
        using var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Head, address), AnswerLimit, cancellation);
        return answer.StatusCode != HttpStatusCode.NotFound && await CheckedAsync(answer, cancellation) is not null;
    }

    /// <summary>Tracks that have all these words, newest first.</summary>
    public async Task<IReadOnlyList<TrackAnswer>> SearchAsync(string words, int limit, CancellationToken cancellation) =>
        (await AskAsync<Page<TrackAnswer>>(new(HttpMethod.Get, $"tracks?q={Uri.EscapeDataString(words)}&limit={limit}"), cancellation)).Items;

    /// <summary>Makes a playlist; the server keeps nothing of it.</summary>
    public Task<PlaylistAnswer> MakePlaylistAsync(PlaylistAsk ask, CancellationToken cancellation) =>
        AskAsync<PlaylistAnswer>(new(HttpMethod.Post, "playlists") { Content = JsonContent.Create(ask, options: Sent) }, cancellation);

    /// <summary>Uploads a file into a batch. Bytes the server knows already do no harm.</summary>
    public async Task UploadAsync(string file, string path, Guid batch, CancellationToken cancellation)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        string address = $"tracks?name={Uri.EscapeDataString(Path.GetFileName(file))}&path={Uri.EscapeDataString(path)}&batch={batch}";
        var content = new StreamContent(stream, bufferSize: 1 << 17);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        request.Headers.ExpectContinue = true;      // a refusal comes before the bytes have gone
        using var answer = await SendAsync(request, Timeout.InfiniteTimeSpan, cancellation);
        await CheckedAsync(answer, cancellation);
    }

    public void Dispose() => _http.Dispose();

    private async Task<T?> FindAsync<T>(string address, CancellationToken cancellation)
        where T : class
    {
        using var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Get, address), AnswerLimit, cancellation);
        return answer.StatusCode == HttpStatusCode.NotFound ? null : await ReadAsync<T>(answer, cancellation);
    }

    private async Task<T> AskAsync<T>(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var answer = await SendAsync(request, AnswerLimit, cancellation);
        return await ReadAsync<T>(answer, cancellation);
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer, CancellationToken cancellation)
    {
        await CheckedAsync(answer, cancellation);
        try
        {
            return await answer.Content.ReadFromJsonAsync<T>(Json, cancellation) ?? throw new JsonException("it is empty");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or HttpRequestException or IOException)
        {
            throw new ServerException($"the answer of {answer.RequestMessage?.RequestUri?.Host} is not that of a GetYourMusicStyle server: {e.Message}", mayPass: false, e);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, TimeSpan limit, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(limit);
        try
        {
            using (request)
                return await _http.SendAsync(request, timeout.Token);
        }
        catch (HttpRequestException e)
        {
            throw new ServerException($"cannot reach {Address}: {e.Message}", mayPass: true, e);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new ServerException($"{Address} did not answer within {limit.TotalSeconds:0} s", mayPass: true, e);
        }
    }

    private static async Task<HttpResponseMessage> CheckedAsync(HttpResponseMessage answer, CancellationToken cancellation) =>
        answer.IsSuccessStatusCode ? answer : throw await RefusalAsync(answer, cancellation);

    private static async Task<ServerException> RefusalAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        bool mayPass = answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError;
        string reason = $"the server answers {(int)answer.StatusCode} {answer.ReasonPhrase}";
        try
        {
            var problem = await answer.Content.ReadFromJsonAsync<Problem>(Json, cancellation);
            reason = string.Join(": ", new[] { problem?.Title, problem?.Detail }.Where(text => !string.IsNullOrEmpty(text)).DefaultIfEmpty(reason));
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or HttpRequestException or IOException or InvalidOperationException)
        {
            // No problem document, as from a proxy in between: the status has to do.
        }
        if (answer.StatusCode == HttpStatusCode.Unauthorized)
            reason += " Give the key with --api-key or in $GYMS_API_KEY.";
        return new ServerException(reason, mayPass) { Status = answer.StatusCode };
    }

    private sealed record Page<T>(IReadOnlyList<T> Items);

    private sealed record Problem(string? Title, string? Detail);
}
