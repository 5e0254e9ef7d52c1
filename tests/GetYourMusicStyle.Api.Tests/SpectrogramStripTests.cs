using System.Net;
using System.Net.Http.Headers;

namespace GetYourMusicStyle.Api.Tests;

/// <summary>The log spectrograms of a whole track in one image.</summary>
[Collection(OneServer.Name)]
public class SpectrogramStripTests(SharedServer shared)
{
    private readonly Server _server = shared.Server;

    [Theory]
    [InlineData(5, "?width=300", 300)]
    [InlineData(33.5, "?width=100", 100)]
    [InlineData(16, "", 1200)]
    public async Task It_is_as_wide_as_was_asked_and_not_sent_again_to_those_who_have_it(double seconds, string query, int width)
    {
        var done = await _server.EndOfJobAsync(await _server.UploadAsync(Music.New(seconds), "strip.wav"));
        string address = $"tracks/{done["track_id"]}/spectrogram.png{query}";
        using var answer = await _server.Http.GetAsync(address);
        Assert.Equal("image/png", answer.Content.Headers.ContentType!.MediaType);
        byte[] png = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], png[..4]);
        Assert.Equal((width, 100), ((png[18] << 8) | png[19], (png[22] << 8) | png[23]));
        Assert.True(png.Length > 1000, $"{png.Length} bytes show nothing");

        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using var unchanged = await _server.Http.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.Equal(answer.Headers.ETag, unchanged.Headers.ETag);
        using var other = new HttpRequestMessage(HttpMethod.Get, $"tracks/{done["track_id"]}/spectrogram.png?width=777");
        other.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using var changed = await _server.Http.SendAsync(other);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(new CacheControlHeaderValue { Private = true, NoCache = true }, answer.Headers.CacheControl);
    }

    [Fact]
    public async Task Where_the_log_spectrograms_are_gone_the_answer_says_what_to_do()
    {
        var done = await _server.EndOfJobAsync(await _server.UploadAsync(Music.New(), "lost strip.wav"));
        string lost = Directory.EnumerateFiles(Path.Combine(_server.Folder, "objects"), "spectrograms", SearchOption.AllDirectories).Single(file => file.Contains((string)done["sha256"]!));
        byte[] bytes = File.ReadAllBytes(lost);
        await File.WriteAllBytesAsync(lost, bytes[..^7]);
        await RefusedAsync();
        File.Delete(lost);
        await RefusedAsync();

        async Task RefusedAsync()
        {
            using var answer = await _server.Http.GetAsync($"tracks/{done["track_id"]}/spectrogram.png");
            Assert.Contains("features", (string)(await ProblemAssert.CheckAsync(answer, 404, "not-found"))["detail"]!);
        }
    }

    [Fact]
    public async Task A_track_names_the_job_that_analyses_it()
    {
        var done = await _server.EndOfJobAsync(await _server.UploadAsync(Music.New(), "with a job.wav"));
        var job = (await _server.GetAsync($"tracks/{done["track_id"]}"))["job"]!;
        Assert.Equal(((string)done["id"]!, "done"), ((string)job["id"]!, (string)job["state"]!));
    }
}
