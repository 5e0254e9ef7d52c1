using System.Text.Json;
using GetYourMusicStyle.Cli.Server;

namespace GetYourMusicStyle.Cli.Subsonic;

/// <summary>
/// Calls of the Subsonic API (https://opensubsonic.netlify.app/docs/), as JSON. Each has a time limit; those that may be repeated are, a few times,
/// when the failure may pass. Arguments go as a form where the server says that it takes forms (OpenSubsonic's formPost), else in the address.
/// </summary>
internal sealed class SubsonicClient : IDisposable
{
    private const long MaxResponseBytes = 32 << 20;
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(30);

    private readonly Uri _address;
    private readonly SubsonicCredentials _account;
    private readonly HttpClient _http;

    public SubsonicClient(Uri address, SubsonicCredentials account)
    {
        string url = address.GetLeftPart(UriPartial.Path).TrimEnd('/');
        _address = new Uri((url.EndsWith("/rest", StringComparison.Ordinal) ? url : url + "/rest") + "/");
        _account = account;
        // A redirect could carry the token to anyone; see SubsonicFault.
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(10) })
        {
            BaseAddress = _address,
            Timeout = ResponseTimeout,
            MaxResponseContentBufferSize = MaxResponseBytes,
        };
    }

    /// <summary>Whether arguments go as a form, which may be as long as it likes.</summary>
    public bool SupportsFormPost { get; private set; }

    /// <summary>The name of the user, if the server tells: of whom a playlist is ours.</summary>
    public string? UserName { get; private set; }

    /// <summary>Finds out whether the server lets us in, and what it can do.</summary>
    /// <exception cref="ServerException">It does not, or is no Subsonic server.</exception>
    public async Task ConnectAsync(CancellationToken cancellation)
    {
        await CallAsync("ping", [], cancellation);
        SupportsFormPost = (await TryCallAsync("getOpenSubsonicExtensions", cancellation)).Items("openSubsonicExtensions").Any(extension => extension.Text("name") == "formPost");
        UserName = _account.User ?? (await TryCallAsync("tokenInfo", cancellation)).Field("tokenInfo").Text("username");
    }

    /// <summary>A call that changes nothing more when it is repeated.</summary>
    public async Task<JsonElement> CallAsync(string method, IEnumerable<KeyValuePair<string, string>> arguments, CancellationToken cancellation)
    {
        var given = arguments.ToList();
        return await RetryPolicies.ForCalls.ExecuteAsync(async token => await CallOnceAsync(method, given, token), cancellation);
    }

    /// <summary>A call that is made once.</summary>
    public async Task<JsonElement> CallOnceAsync(string method, IEnumerable<KeyValuePair<string, string>> arguments, CancellationToken cancellation)
    {
        KeyValuePair<string, string>[] all = [.. _account.Parameters(), new("v", _account.Plain ? "1.8.0" : "1.13.0"), new("c", "gyms"), new("f", "json"), .. arguments];
        using var form = new FormUrlEncodedContent(all);
        try
        {
            using var request = SupportsFormPost
                ? new HttpRequestMessage(HttpMethod.Post, method) { Content = form }
                : new HttpRequestMessage(HttpMethod.Get, $"{method}?{await form.ReadAsStringAsync(cancellation)}");
            using var response = await _http.SendAsync(request, cancellation);
            return await ReadAsync(response, cancellation);
        }
        catch (HttpRequestException e)
        {
            throw new ServerException($"cannot reach the Subsonic server at {_address}: {e.Message}", isTransient: true, e);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new ServerException($"the Subsonic server at {_address} did not answer within {ResponseTimeout.TotalSeconds:0} s", isTransient: true, e);
        }
    }

    public void Dispose() => _http.Dispose();

    // Some servers answer a refusal with an HTTP status of its own; what counts is what they say.
    private async Task<JsonElement> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        JsonElement said = default;
        try
        {
            using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellation));
            if (json.RootElement.Field("subsonic-response") is { ValueKind: JsonValueKind.Object } found)
                said = found.Clone();
        }
        catch (JsonException)
        {
            // Not JSON: a web page, or a proxy's word. The status has to do.
        }
        return said.Text("status") switch
        {
            "ok" => said,
            "failed" => throw SubsonicError.Of(said.Field("error"), _account),
            _ => throw SubsonicError.Of(response, _address),
        };
    }

    // What not every server knows: those that do not answer that in many ways, among them 500.
    private async Task<JsonElement> TryCallAsync(string method, CancellationToken cancellation)
    {
        try
        {
            return await CallOnceAsync(method, [], cancellation);
        }
        catch (ServerException)
        {
            return default;
        }
    }
}
