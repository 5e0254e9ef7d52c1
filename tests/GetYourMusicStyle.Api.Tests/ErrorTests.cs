using System.Net.Http.Headers;
using System.Text;

namespace GetYourMusicStyle.Api.Tests;

[Collection(OneServer.Name)]
public class ErrorTests(SharedServer shared)
{
    private const string NoId = "01234567-89ab-7def-8123-456789abcdef";
    private readonly Server _server = shared.Server;

    // method, address, content type, body, status, problem
    public static readonly TheoryData<string, string, string?, string?, int, string> BadRequests = new()
    {
        { "GET", "nothing/here", null, null, 404, "not-found" },
        { "GET", "/elsewhere", null, null, 404, "not-found" },
        { "PUT", "tracks", null, null, 405, "method-not-allowed" },
        { "PUT", "reruns", null, null, 405, "method-not-allowed" },
        { "GET", $"jobs/{NoId}", null, null, 404, "not-found" },
        { "GET", $"jobs/{NoId}/events", null, null, 404, "not-found" },
        { "DELETE", $"jobs/{NoId}", null, null, 404, "not-found" },
        { "GET", "jobs/seven", null, null, 400, "bad-request" },
        { "GET", $"batches/{NoId}", null, null, 404, "not-found" },
        { "GET", $"batches/{NoId}/events", null, null, 404, "not-found" },
        { "GET", $"batches/{NoId}/failures", null, null, 404, "not-found" },
        { "DELETE", $"batches/{NoId}", null, null, 404, "not-found" },
        { "POST", $"batches/{NoId}/retry-failed", null, null, 404, "not-found" },
        { "POST", $"batches/{NoId}/spectrograms", null, null, 404, "not-found" },
        { "GET", "batches/x", null, null, 400, "bad-request" },
        { "GET", "batches?limit=0", null, null, 400, "bad-request" },
        { "GET", "batches?after=x", null, null, 400, "bad-request" },
        { "POST", "batches", "text/plain", "hello", 415, "unsupported-media-type" },
        { "POST", "batches", "application/json", "{\"name\":", 400, "bad-request" },
        { "POST", "batches", "application/json", "", 400, "bad-request" },
        { "POST", "batches", "application/json", "{\"name\": 7}", 400, "bad-request" },
        { "POST", "reruns", "application/json", "{}", 400, "bad-request" },
        { "POST", "reruns", "application/json", "{\"stage\":\"everything\"}", 400, "bad-request" },
        { "POST", "reruns", "application/json", "{\"stage\":0}", 400, "bad-request" },
        { "POST", "reruns", "application/json", $"{{\"stage\":\"scores\",\"batch\":\"{NoId}\"}}", 404, "not-found" },
        { "POST", "queues/nothing/pause", null, null, 404, "not-found" },
        { "POST", "queues/nothing/resume", null, null, 404, "not-found" },
        { "GET", "tracks?limit=501", null, null, 400, "bad-request" },
        { "GET", "tracks?limit=many", null, null, 400, "bad-request" },
        { "GET", "tracks?after=AAAA", null, null, 400, "bad-request" },
        { "GET", "tracks?sort=loudness", null, null, 400, "bad-request" },
        { "GET", "tracks?sort=77", null, null, 400, "bad-request" },
        { "GET", "tracks?order=up", null, null, 400, "bad-request" },
        { "GET", "tracks?uncertain=perhaps", null, null, 400, "bad-request" },
        { "GET", "tracks?skip=-1", null, null, 400, "bad-request" },
        { "GET", "tracks?skip=1000001", null, null, 400, "bad-request" },
        // Places: of another order, too short, of a kind that the order does not have, no UTF-8, with a NUL.
        { "GET", "tracks?sort=title&after=AAAAAAAAAAE", null, null, 400, "bad-request" },
        { "GET", "tracks?sort=title&after=AQE", null, null, 400, "bad-request" },
        { "GET", "tracks?sort=title&after=AQIAAAAAAAAAAQAAAAAAAPA_", null, null, 400, "bad-request" },
        { "GET", "tracks?sort=duration&after=BQIAAAAAAAAAAQAAAAAAAPh_", null, null, 400, "bad-request" },
        { "GET", "tracks?sort=title&after=AQEAAAAAAAAAAf8", null, null, 400, "bad-request" },
        { "GET", "tracks?sort=title&after=AQEAAAAAAAAAAWEA", null, null, 400, "bad-request" },
        { "GET", "tracks/99999999", null, null, 404, "not-found" },
        { "GET", "tracks/none", null, null, 400, "bad-request" },
        { "GET", "tracks/99999999/timeline", null, null, 404, "not-found" },
        { "GET", "tracks/99999999/timeline.png", null, null, 404, "not-found" },
        { "GET", "tracks/99999999/audio", null, null, 404, "not-found" },
        { "GET", "tracks/99999999/spectrograms/0.png", null, null, 404, "not-found" },
        { "GET", "tracks/99999999/spectrograms/x.png", null, null, 400, "bad-request" },
        { "GET", "tracks/99999999/spectrogram.png", null, null, 404, "not-found" },
        { "GET", "tracks/1/spectrogram.png?width=99", null, null, 400, "bad-request" },
        { "GET", "tracks/1/spectrogram.png?width=4097", null, null, 400, "bad-request" },
        { "GET", "tracks/1/spectrogram.png?width=wide", null, null, 400, "bad-request" },
        { "DELETE", "tracks/99999999", null, null, 404, "not-found" },
        { "POST", "tracks?name=empty.wav", "audio/wav", "", 400, "empty-upload" },
        { "POST", "tracks", "audio/wav", "nameless", 400, "bad-request" },
        { "POST", "tracks?name=x.wav&batch=mine", "audio/wav", "RIFF", 400, "bad-request" },
        { "POST", $"tracks?name=x.wav&batch={NoId}", "audio/wav", "RIFF", 404, "not-found" },
        { "POST", "tracks", "multipart/form-data", "--x", 400, "bad-request" },
        { "POST", "tracks", "multipart/form-data; boundary=x", "--x--", 400, "bad-request" },
        { "POST", "tracks", "multipart/form-data; boundary=x", "no form at all", 400, "bad-request" },
        { "POST", "tracks", "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=other\r\n\r\n1\r\n--x--", 400, "bad-request" },
        { "POST", "tracks", "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=file; filename=a.wav\r\n\r\ncut off", 400, "bad-request" },
        { "POST", "tracks", "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=file; filename=a.wav\r\n\r\n\r\n--x--", 400, "empty-upload" },
        {
            "POST", "tracks", "multipart/form-data; boundary=x",
            "--x\r\nContent-Disposition: form-data; name=file; filename=a\r\n\r\na\r\n--x\r\nContent-Disposition: form-data; name=file; filename=b\r\n\r\nb\r\n--x--", 400, "bad-request"
        },
    };

    [Theory]
    [MemberData(nameof(BadRequests))]
    public async Task A_bad_request_gets_a_problem_that_says_what_to_do(string method, string address, string? type, string? body, int status, string problem)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type!);
        }
        request.Headers.Accept.ParseAdd("text/html");
        using var answer = await _server.Http.SendAsync(request);
        await ProblemAssert.CheckAsync(answer, status, problem);
    }

    [Fact]
    public async Task What_is_refused_leaves_nothing_in_the_spool()
    {
        using var answer = await _server.Http.PostAsync($"tracks?name=x.wav&batch={NoId}", new ByteArrayContent(Music.New()));
        await ProblemAssert.CheckAsync(answer, 404, "not-found");
        await Poll.UntilAsync(() => !Directory.EnumerateFiles(_server.Spool).Any());
    }
}
