using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace GetYourMusicStyle.Api.Tests;

/// <summary>Text that is none, in every parameter and every field there is: a problem of the caller, never one of ours.</summary>
public class InvalidTextTests : IAsyncLifetime
{
    private const string Key = "correct-horse-battery";
    private const string Id = "01234567-89ab-7def-8123-456789abcdef";

    // A NUL; half of a pair; bytes that are no UTF-8, too long a form of one, the start of one; escapes that are none.
    private static readonly string[] BadEscapes = ["%00", "a%00b", "%ED%A0%80", "%ED%B0%80", "%FF", "%C0%80", "%C0%AF", "%E2%82", "%F4%90%80%80", "%", "%4", "%zz", "%u0041"];

    private static readonly string[] BadStrings = [@"\u0000", @"a\u0000b", @"\ud800", @"\udc00x", @"\ud800\ud800", "\u00ff", "\u00c0\u0080", "\u00ed\u00a0\u0080"];     // as bytes of Latin-1

    private static readonly string[] BadTypes =
        ["application/json; charset=utf-7", "application/json; charset=utf-16", "application/json; charset=nothing", "application/json; charset=\"\\0\"", "application/json; charset=ibm037"];

    private Server _server = null!;
    private HttpClient _http = null!;
    private JsonNode _schemas = null!;

    // With a key, as each question has a connection of its own, and callers without one are looked at closely.
    public async Task InitializeAsync()
    {
        _server = await Server.StartAsync($"--Api:Keys:0={Key}", "--Api:RequestsPerSecond=100000");
        _http = _server.Client(("X-Api-Key", Key));
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task In_every_parameter_of_every_address()
    {
        int asked = 0;
        foreach (var (path, method, operation) in await OperationsAsync())
        {
            foreach (var parameter in operation["parameters"]?.AsArray().Select(one => one!) ?? [])
            {
                string name = (string)parameter["name"]!;
                foreach (string bad in BadEscapes)
                {
                    string address = (string)parameter["in"]! == "path"
                        ? Fill(path.Replace($"{{{name}}}", bad, StringComparison.Ordinal))
                        : $"{Fill(path)}?{name}={bad}";
                    await ExpectAsync(400, method, address, null, "");
                    asked++;
                }
            }
            await ExpectAsync(400, method, $"{Fill(path)}?%00=1", null, "");
        }
        Assert.True(asked > 300, $"{asked}");
    }

    [Fact]
    public async Task In_every_field_of_every_JSON_body_and_for_every_charset()
    {
        int asked = 0;
        foreach (var (path, method, operation) in await OperationsAsync())
        {
            if (operation["requestBody"]?["content"]?["application/json"]?["schema"] is not { } schema)
                continue;
            foreach (string type in BadTypes)
                await ExpectAsync(400, method, Fill(path), type, "{}");
            foreach (string field in Fields(schema))
            {
                foreach (string bad in BadStrings)
                {
                    foreach (string body in new[] { $"[\"{bad}\"]", $"\"{bad}\"", $"{{\"{bad}\":1}}" })
                    {
                        await ExpectAsync(400, method, Fill(path), "application/json", $"{{\"{field}\":{body}}}");
                        asked++;
                    }
                }
            }
        }
        Assert.True(asked > 300, $"{asked}");
    }

    [Theory]
    [InlineData("name=path\r\n\r\n", "\0")]
    [InlineData("name=path\r\n\r\n", "\u00ed\u00a0\u0080")]
    [InlineData("name=batch\r\n\r\n", "\0")]
    [InlineData("name=batch\r\n\r\n", "\u00ff")]
    [InlineData("name=\"\0\"\r\n\r\n", "x")]
    [InlineData("name=file; filename*=UTF-8''a%00.wav\r\n\r\n", "RIFF")]
    [InlineData("name=file; filename=\"a\0.wav\"\r\n\r\n", "RIFF")]
    public async Task In_the_fields_of_a_form(string head, string value)
    {
        string body = $"--x\r\nContent-Disposition: form-data; {head}{value}\r\n--x\r\nContent-Disposition: form-data; name=file; filename=a.wav\r\n\r\nRIFF\r\n--x--";
        await ExpectAsync(400, "POST", "/api/v1/tracks", "multipart/form-data; boundary=x", body);
    }

    [Theory]
    [InlineData("Accept", "\u00ff/\u00ff;q=x")]
    [InlineData("If-None-Match", "\"\u00ff")]
    [InlineData("Range", "bytes=99999999999999999999-")]
    [InlineData("Authorization", "Bearer \u00ff")]
    [InlineData("X-Gyms", "\u00ed\u00a0\u0080")]
    [InlineData("Cookie", "gyms-key=%00%ED%A0%80")]
    [InlineData("traceparent", "00-\u00ff")]
    [InlineData("Content-Type", "\u00ff")]
    public async Task In_a_header_it_does_no_harm_either(string name, string value)
    {
        foreach (string address in new[] { "/api/v1/tracks", "/api/v1/tracks/1/audio", "/api/v1/tracks/1/spectrogram.png", "/openapi/v1.json" })
            Assert.InRange(await StatusAsync("GET", address, $"{name}: {value}\r\n", ""), 200, 499);
    }

    [Fact]
    public async Task Text_that_is_only_strange_is_taken()
    {
        foreach (string strange in new[] { "%F0%9F%8E%B5", "%E2%80%AE", "%7F", "%01", "%25", "'%22%3B--", "a+b" })
            Assert.Equal(200, await StatusAsync("GET", $"/api/v1/tracks?q={strange}&genre={strange}&sound={strange}", "", ""));
        var batch = await Server.ReadAsync(await _http.PostAsJsonAsync("batches", new { name = "\U0001F3B5\u202e" }));
        Assert.Equal("\U0001F3B5\u202e", (string)batch["name"]!);
        using var plain = new StringContent("""{"name":"as UTF-8"}""", Encoding.UTF8, "application/json");
        Assert.True((await _http.PostAsync("batches", plain)).IsSuccessStatusCode);
    }

    private async Task<List<(string Path, string Method, JsonNode Operation)>> OperationsAsync()
    {
        var document = (await _http.GetFromJsonAsync<JsonNode>("/openapi/v1.json"))!;
        _schemas = document["components"]!["schemas"]!;
        return [.. document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject(), (path, operation) => (path.Key, operation.Key.ToUpperInvariant(), operation.Value!))];
    }

    private IEnumerable<string> Fields(JsonNode schema) =>
        schema["$ref"] is { } reference
            ? Fields(_schemas[((string)reference!).Split('/')[^1]]!)
            : schema["properties"]?.AsObject().Select(field => field.Key) ?? [];

    // Ids that fit whatever they name.
    private static string Fill(string path) => path
        .Replace("/tracks/{id}", "/tracks/99999999", StringComparison.Ordinal).Replace("{id}", Id, StringComparison.Ordinal)
        .Replace("{name}", "nothing", StringComparison.Ordinal).Replace("{n}", "0", StringComparison.Ordinal).Replace("{sha256}", new string('a', 64), StringComparison.Ordinal);

    private async Task ExpectAsync(int status, string method, string address, string? type, string body)
    {
        int answered = await StatusAsync(method, address, type is null ? "" : $"Content-Type: {type}\r\n", body);
        Assert.True(status == answered, $"{method} {address} {type} {body}: {answered}");
    }

    // Over a socket: a client of good manners would not send it. The bytes are those of Latin-1.
    private async Task<int> StatusAsync(string method, string address, string header, string body)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(_server.Address.Host, _server.Address.Port);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(
            $"{method} {address} HTTP/1.1\r\nHost: {_server.Address.Authority}\r\nX-Api-Key: {Key}\r\n{header}Content-Length: {Encoding.Latin1.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}"));
        string answer = await new StreamReader(client.GetStream(), Encoding.Latin1).ReadToEndAsync();
        int status = int.Parse(answer.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture);
        // What the server's own reader refuses has no body; what we refuse says why.
        if (answer.Contains("Content-Type", StringComparison.Ordinal) && status >= 400)
            Assert.Contains("application/problem+json", answer);
        return status;
    }
}
