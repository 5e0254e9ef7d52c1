using System.Net;

namespace GetYourMusicStyle.Api.Tests;

[Collection(OneServer.Name)]
public class SecurityHeaderTests(SharedServer shared)
{
    private readonly Server _server = shared.Server;

    [Theory]
    [InlineData("tracks", 200)]
    [InlineData("queues", 200)]
    [InlineData("nothing/here", 404)]
    [InlineData("tracks?limit=many", 400)]
    [InlineData("tracks?q=%00", 400)]
    [InlineData("/metrics", 200)]
    [InlineData("/health/ready", 200)]
    [InlineData("/openapi/v1.json", 200)]
    [InlineData("/", 0)]
    public async Task Every_answer_tells_browsers_to_run_nothing_of_it(string address, int status)
    {
        using var answer = await _server.Http.GetAsync(address);
        if (status > 0)
            Assert.Equal(status, (int)answer.StatusCode);
        Check(answer);
        if (status > 0)
            Assert.Equal("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox", answer.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Fact]
    public async Task So_does_one_that_refuses_the_caller()
    {
        using var stranger = _server.Client(("Via", "1.1 proxy"));
        using var answer = await stranger.GetAsync("tracks");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Check(answer);
    }

    [Theory]
    [InlineData("page.html", "application/octet-stream", "attachment")]
    [InlineData("image.svg", "application/octet-stream", "attachment")]
    [InlineData("song.wav", "audio/wav", "inline")]
    public async Task An_upload_served_back_cannot_run(string name, string type, string disposition)
    {
        byte[] script = [.. "<!doctype html><script>alert(document.domain)</script>"u8, .. Music.NotAudio()];
        using var content = new ByteArrayContent(script);
        content.Headers.ContentType = new("text/html");
        using var uploaded = await _server.Http.PostAsync($"tracks?name={name}", content);
        var job = await Server.ReadAsync(uploaded);
        using var answer = await _server.Http.GetAsync($"tracks/{job["track_id"]}/audio");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(disposition, answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single());
        Check(answer);
    }

    private static void Check(HttpResponseMessage answer)
    {
        foreach (var (name, value) in new[] { ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Cross-Origin-Resource-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin") })
            Assert.Equal(value, answer.Headers.GetValues(name).Single());
        Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.True(answer.Headers.Contains("Referrer-Policy") && answer.Headers.Contains("Permissions-Policy") && answer.Headers.CacheControl is not null);
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));       // that is for TLS
        Assert.False(answer.Headers.Contains("Server"));
    }
}
