using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using GetYourMusicStyle.Cli.Server.Responses;

namespace GetYourMusicStyle.Cli.Server;

/// <summary>The HTTP interface of a GetYourMusicStyle server, as the commands need it. Each call is one request; see <see cref="RetryPolicies"/>.</summary>
internal sealed class ServerClient : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private static readonly JsonSerializerOptions Sent = new(Json) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(100);

    private readonly HttpClient _http;

    public ServerClient(Uri address, string? apiKey)
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

    public Task<BatchResponse> CreateBatchAsync(string name, CancellationToken cancellation) =>
        RequestAsync<BatchResponse>(new(HttpMethod.Post, "batches") { Content = JsonContent.Create(new { name }, options: Json) }, cancellation);

    /// <summary>A batch; null if there is none.</summary>
    public Task<BatchResponse?> FindBatchAsync(Guid id, CancellationToken cancellation) => FindAsync<BatchResponse>($"batches/{id}", cancellation);

    /// <summary>A job; null if there is none.</summary>
    public Task<JobResponse?> FindJobAsync(Guid id, CancellationToken cancellation) => FindAsync<JobResponse>($"jobs/{id}", cancellation);

    /// <summary>The newest batches.</summary>
    public async Task<IReadOnlyList<BatchResponse>> BatchesAsync(CancellationToken cancellation) =>
        (await RequestAsync<Page<BatchResponse>>(new(HttpMethod.Get, "batches?limit=10"), cancellation)).Items;

    /// <summary>The stages' queues.</summary>
    public async Task<IReadOnlyList<QueueResponse>> QueuesAsync(CancellationToken cancellation) =>
        (await RequestAsync<Page<QueueResponse>>(new(HttpMethod.Get, "queues"), cancellation)).Items;

    /// <summary>The API keys in use.</summary>
    public async Task<IReadOnlyList<KeyResponse>> KeysAsync(CancellationToken cancellation) =>
        (await RequestAsync<Page<KeyResponse>>(new(HttpMethod.Get, "keys"), cancellation)).Items;

    /// <summary>Makes an API key.</summary>
    public Task<MadeKeyResponse> AddKeyAsync(string name, IReadOnlyList<string> scopes, double? days, CancellationToken cancellation) =>
        RequestAsync<MadeKeyResponse>(new(HttpMethod.Post, "keys") { Content = JsonContent.Create(new { name, scopes, days }, options: Json) }, cancellation);

    /// <summary>Takes an API key out of use.</summary>
    public async Task RevokeKeyAsync(Guid id, CancellationToken cancellation)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Delete, $"keys/{id}"), ResponseTimeout, cancellation);
        await EnsureSuccessAsync(response, cancellation);
    }

    /// <summary>Failed tracks of a batch, the first thousand.</summary>
    public async Task<IReadOnlyList<FailedTrackResponse>> FailuresAsync(Guid batch, CancellationToken cancellation) =>
        (await RequestAsync<Page<FailedTrackResponse>>(new(HttpMethod.Get, $"batches/{batch}/failures?limit=1000"), cancellation)).Items;

    /// <summary>Whether the server has these bytes; if so, they join the batch.</summary>
    public async Task<bool> JoinAsync(string sha256, Guid batch, string path, CancellationToken cancellation)
    {
        string address = $"tracks/by-hash/{sha256}?batch={batch}&path={Uri.EscapeDataString(path)}";
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Head, address), ResponseTimeout, cancellation);
        return response.StatusCode != HttpStatusCode.NotFound && await EnsureSuccessAsync(response, cancellation) is not null;
    }

    /// <summary>Tracks that have all these words, newest first.</summary>
    public async Task<IReadOnlyList<TrackResponse>> SearchAsync(string words, int limit, CancellationToken cancellation) =>
        (await RequestAsync<Page<TrackResponse>>(new(HttpMethod.Get, $"tracks?q={Uri.EscapeDataString(words)}&limit={limit}"), cancellation)).Items;

    /// <summary>Makes a playlist; the server keeps nothing of it.</summary>
    public Task<PlaylistResponse> MakePlaylistAsync(PlaylistBody ask, CancellationToken cancellation) =>
        RequestAsync<PlaylistResponse>(new(HttpMethod.Post, "playlists") { Content = JsonContent.Create(ask, options: Sent) }, cancellation);

    /// <summary>Uploads a file into a batch. Bytes the server knows already do no harm.</summary>
    public async Task UploadAsync(string file, string path, Guid batch, CancellationToken cancellation)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        string address = $"tracks?name={Uri.EscapeDataString(Path.GetFileName(file))}&path={Uri.EscapeDataString(path)}&batch={batch}";
        var content = new StreamContent(stream, bufferSize: 1 << 17);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        request.Headers.ExpectContinue = true;      // a refusal comes before the bytes have gone
        using var response = await SendAsync(request, Timeout.InfiniteTimeSpan, cancellation);
        await EnsureSuccessAsync(response, cancellation);
    }

    public void Dispose() => _http.Dispose();

    private async Task<T?> FindAsync<T>(string address, CancellationToken cancellation)
        where T : class
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, address), ResponseTimeout, cancellation);
        return response.StatusCode == HttpStatusCode.NotFound ? null : await ReadAsync<T>(response, cancellation);
    }

    private async Task<T> RequestAsync<T>(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var response = await SendAsync(request, ResponseTimeout, cancellation);
        return await ReadAsync<T>(response, cancellation);
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellation)
    {
        await EnsureSuccessAsync(response, cancellation);
        try
        {
            return await response.Content.ReadFromJsonAsync<T>(Json, cancellation) ?? throw new JsonException("it is empty");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or HttpRequestException or IOException)
        {
            throw new ServerException($"the answer of {response.RequestMessage?.RequestUri?.Host} is not that of a GetYourMusicStyle server: {e.Message}", isTransient: false, e);
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
            throw new ServerException($"cannot reach {Address}: {e.Message}", isTransient: true, e);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new ServerException($"{Address} did not answer within {limit.TotalSeconds:0} s", isTransient: true, e);
        }
    }

    private static async Task<HttpResponseMessage> EnsureSuccessAsync(HttpResponseMessage response, CancellationToken cancellation) =>
        response.IsSuccessStatusCode ? response : throw await ErrorAsync(response, cancellation);

    private static async Task<ServerException> ErrorAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        bool isTransient = response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError;
        string reason = $"the server answers {(int)response.StatusCode} {response.ReasonPhrase}";
        try
        {
            var problem = await response.Content.ReadFromJsonAsync<Problem>(Json, cancellation);
            reason = string.Join(": ", new[] { problem?.Title, problem?.Detail }.Where(text => !string.IsNullOrEmpty(text)).DefaultIfEmpty(reason));
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or HttpRequestException or IOException or InvalidOperationException)
        {
            // No problem document, as from a proxy in between: the status has to do.
        }
        if (response.StatusCode == HttpStatusCode.Unauthorized)
            reason += " Give the key with --api-key or in $GYMS_API_KEY.";
        return new ServerException(reason, isTransient) { Status = response.StatusCode };
    }

    private sealed record Page<T>(IReadOnlyList<T> Items);

    private sealed record Problem(string? Title, string? Detail);
}
