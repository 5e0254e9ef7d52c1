using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace GetYourMusicStyle.Api.Tests;

[Collection(OneServer.Name)]
public class UploadTests(SharedServer shared)
{
    private readonly Server _server = shared.Server;

    [Fact]
    public async Task An_upload_becomes_a_timeline_equal_to_what_classify_says()
    {
        using var answer = await _server.Http.PostAsync("tracks?name=minstrels.flac&path=Folk/minstrels.flac", new ByteArrayContent(Music.Sample("minstrels.flac")));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        var job = await Server.ReadAsync(answer);
        Assert.Equal($"/api/v1/jobs/{job["id"]}", answer.Headers.Location!.ToString());

        var done = await _server.EndOfJobAsync(job);
        Assert.Equal("done", (string)done["state"]!);
        Assert.Equal(1, (double)done["progress"]!);
        Assert.Equal($"/api/v1/tracks/{done["track_id"]}", (string)done["track"]!);

        var expected = ClassifyPath.Of(_server.Services, Music.SamplePath("minstrels.flac"));
        var timeline = await _server.GetAsync($"tracks/{done["track_id"]}/timeline");
        Assert.Equal(expected.Genre, (string)timeline["genre"]!);
        Assert.Equal(expected.Confidence, (double)timeline["confidence"]!, 3);
        var windows = timeline["windows"]!.AsArray();
        Assert.Equal(expected.Windows.Count, windows.Count);
        foreach (var (window, scored) in windows.Zip(expected.Windows))
        {
            Assert.Equal(scored.Span.StartSeconds, (double)window!["start_s"]!, 3);
            Assert.Equal(scored.Span.EndSeconds, (double)window["end_s"]!, 3);
            Assert.Equal(scored.Span.Silent, (bool)window["silent"]!);
            Assert.All(window["probabilities"]!.AsArray().Zip(scored.Probabilities!), pair => Assert.Equal(pair.Second, (double)pair.First!, 0.002));
        }

        var track = await _server.GetAsync($"tracks/{done["track_id"]}");
        Assert.Equal(expected.Genre, (string)track["genre"]!);
        Assert.Equal(1, track["probabilities"]!.AsObject().Sum(genre => (double)genre.Value!), 4);
        Assert.Equal("Folk/minstrels.flac", (string)track["paths"]![0]!["path"]!);
        Assert.Equal((string)timeline["model_version"]!, (string)track["model_version"]!);
    }

    [Fact]
    public async Task The_same_bytes_again_are_the_same_track_and_no_second_work()
    {
        byte[] bytes = Music.New();
        var first = await _server.EndOfJobAsync(await _server.UploadAsync(bytes, "one.wav"));
        var second = await _server.UploadAsync(bytes, "two.wav");
        Assert.Equal((string)first["id"]!, (string)second["id"]!);
        Assert.Equal("done", (string)second["state"]!);
        var track = await _server.GetAsync($"tracks/{first["track_id"]}");
        Assert.Equal(["one.wav", "two.wav"], track["paths"]!.AsArray().Select(path => (string)path!["path"]!).Order());
    }

    [Fact]
    public async Task A_form_with_file_path_and_batch_in_any_order_joins_the_batch()
    {
        string batch = await _server.NewBatchAsync("form");
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Music.New()), "file", "sång.wav" } };
        form.Add(new StringContent("A\\B/../sång.wav"), "path");
        form.Add(new StringContent(batch), "batch");
        using var answer = await _server.Http.PostAsync("tracks", form);
        var job = await Server.ReadAsync(answer);
        await _server.EndOfBatchAsync(batch, 1);
        var track = await _server.GetAsync($"tracks/{job["track_id"]}");
        Assert.Equal("sång.wav", (string)track["file_name"]!);
        Assert.Equal("A/B/sång.wav", (string)track["paths"]![0]!["path"]!);
        Assert.Equal(batch, (string)track["paths"]![0]!["batch"]!);
    }

    [Fact]
    public async Task A_body_that_comes_byte_by_byte_arrives_whole()
    {
        byte[] bytes = Music.New(3);
        using var content = new DribbledContent(bytes, 2000);
        using var answer = await _server.Http.PostAsync("tracks?name=slow.wav", content);
        var job = await _server.EndOfJobAsync(await Server.ReadAsync(answer));
        Assert.Equal("done", (string)job["state"]!);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), (string)job["sha256"]!);
    }

    [Fact]
    public async Task Twenty_clients_with_the_same_bytes_at_once_get_one_track_and_one_job()
    {
        byte[] bytes = Music.New();
        var jobs = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => _server.UploadAsync(bytes, $"copy-{i}.wav")));
        Assert.Single(jobs.Select(job => (string)job["id"]!).Distinct());
        Assert.Single(jobs.Select(job => (long)job["track_id"]!).Distinct());
        var done = await _server.EndOfJobAsync(jobs[0]);
        Assert.Equal("done", (string)done["state"]!);
        Assert.Equal(2, (int)done["attempt"]!);     // features once, scores once
        Assert.Equal(20, (await _server.GetAsync($"tracks/{done["track_id"]}"))["paths"]!.AsArray().Count);
    }

    [Fact]
    public async Task Asking_by_hash_tells_what_is_here_and_joins_the_batch()
    {
        byte[] bytes = Music.New();
        string hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        Assert.Equal(HttpStatusCode.NotFound, (await HeadAsync($"tracks/by-hash/{hash}")).StatusCode);

        var job = await _server.EndOfJobAsync(await _server.UploadAsync(bytes, "known.wav"));
        string batch = await _server.NewBatchAsync("by hash");
        using var answer = await HeadAsync($"tracks/by-hash/{hash.ToUpperInvariant()}?batch={batch}&path=Again/known.wav");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal($"/api/v1/jobs/{job["id"]}", answer.Headers.Location!.ToString());
        var joined = await _server.EndOfBatchAsync(batch, 1);
        Assert.Equal(1, Server.Count(joined, "done"));
        Assert.Contains((await _server.GetAsync($"tracks/{job["track_id"]}"))["paths"]!.AsArray(), path => (string)path!["path"]! == "Again/known.wav");
    }

    [Fact]
    public async Task Asking_by_hash_is_in_vain_when_the_stored_audio_is_gone_and_an_upload_puts_it_back()
    {
        byte[] bytes = Music.New();
        var job = await _server.EndOfJobAsync(await _server.UploadAsync(bytes, "lost.wav"));
        string hash = (string)job["sha256"]!;
        File.Delete(Directory.EnumerateFiles(Path.Combine(_server.Folder, "objects", "audio"), $"*{hash}*", SearchOption.AllDirectories).Single());
        Assert.Equal(HttpStatusCode.NotFound, (await HeadAsync($"tracks/by-hash/{hash}")).StatusCode);
        await _server.UploadAsync(bytes, "lost.wav");
        Assert.Equal(HttpStatusCode.OK, (await HeadAsync($"tracks/by-hash/{hash}")).StatusCode);
    }

    [Fact]
    public async Task An_upload_that_is_broken_off_leaves_nothing_in_the_spool()
    {
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(_server.Address.Host, _server.Address.Port);
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                $"POST /api/v1/tracks?name=x.wav HTTP/1.1\r\nHost: {_server.Address.Authority}\r\nContent-Length: 1000000\r\n\r\n{new string('x', 50_000)}"));
            await Poll.UntilAsync(() => Directory.EnumerateFiles(_server.Spool).Any());
        }
        await Poll.UntilAsync(() => !Directory.EnumerateFiles(_server.Spool).Any());
    }

    [Fact]
    public async Task Bytes_that_are_no_audio_fail_with_the_reason()
    {
        var job = await _server.EndOfJobAsync(await _server.UploadAsync(Music.NotAudio(), "letter.mp3"));
        Assert.Equal("failed", (string)job["state"]!);
        Assert.Equal("not-audio", (string)job["error"]!["code"]!);
        Assert.NotEmpty((string)job["error"]!["message"]!);
        Assert.Null(job["track"]);
    }

    [Fact]
    public async Task Hostile_names_and_paths_come_back_as_data()
    {
        const string name = "<script>alert(1)</script>\r\nX-Evil: 1'; DROP TABLE tracks;--\u202e.wav";
        string path = "../../../etc/" + new string('長', 3000) + "/" + name;
        var job = await _server.UploadAsync(Music.New(3), name, "&path=" + Uri.EscapeDataString(path));
        var track = await _server.GetAsync($"tracks/{job["track_id"]}");
        Assert.Equal("script>X-Evil: 1'; DROP TABLE tracks;--\u202e.wav", (string)track["file_name"]!);
        string kept = (string)track["paths"]![0]!["path"]!;
        Assert.InRange(kept.Length, 500, 1000);
        Assert.DoesNotContain(kept, char.IsControl);
        Assert.DoesNotContain("..", kept);
        Assert.EndsWith(".wav", kept, StringComparison.Ordinal);
        using var audio = await _server.Http.GetAsync($"tracks/{job["track_id"]}/audio");
        Assert.False(audio.Headers.Contains("X-Evil"));
        Assert.Equal("audio/wav", audio.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Tags_of_the_file_come_back_as_data()
    {
        var job = await _server.EndOfJobAsync(await _server.UploadAsync(Tagged.Mp3("<b>Title</b>", "Art\"ist'; --"), "tagged.mp3"));
        Assert.Equal("done", (string)job["state"]!);
        var track = await _server.GetAsync($"tracks/{job["track_id"]}");
        Assert.Equal("<b>Title</b>", (string)track["title"]!);
        Assert.Equal("Art\"ist'; --", (string)track["artist"]!);
    }

    private Task<HttpResponseMessage> HeadAsync(string address) => _server.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, address));

    /// <summary>Sends the first bytes one by one, the rest at once, all of it chunked.</summary>
    private sealed class DribbledContent(byte[] bytes, int slowly) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            for (int i = 0; i < slowly; i++)
            {
                await stream.WriteAsync(bytes.AsMemory(i, 1));
                await stream.FlushAsync();
            }
            await stream.WriteAsync(bytes.AsMemory(slowly));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
