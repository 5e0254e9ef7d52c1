using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using GetYourMusicStyle.Api.Uploads;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Api.Tests;

public class LimitTests
{
    [Fact]
    public async Task Too_large_an_upload_is_refused_whether_it_says_so_or_not()
    {
        await using var server = await Server.StartAsync("--Api:MaxUploadBytes=100000");
        byte[] most = Music.New()[..100_000];
        await server.UploadAsync(most, "most.wav");
        byte[] more = [.. most, 0];
        using var announced = await server.Http.PostAsync("tracks?name=more.wav", new ByteArrayContent(more));
        await ProblemAssert.CheckAsync(announced, 413, "too-large");
        using var chunked = new HttpRequestMessage(HttpMethod.Post, "tracks?name=more.wav") { Content = new ByteArrayContent(more) };
        chunked.Headers.TransferEncodingChunked = true;
        await ProblemAssert.CheckAsync(await server.Http.SendAsync(chunked), 413, "too-large");
        using var form = new MultipartFormDataContent { { new ByteArrayContent(more), "file", "more.wav" } };
        await ProblemAssert.CheckAsync(await server.Http.PostAsync("tracks", form), 413, "too-large");
        Assert.Empty(Directory.EnumerateFiles(server.Spool));
    }

    [Fact]
    public async Task One_upload_too_many_at_once_is_sent_away_for_a_while()
    {
        await using var server = await Server.StartAsync("--Api:MaxConcurrentUploads=1", "--Api:UploadWaitSeconds=0.1");
        using var slow = new TcpClient();
        await slow.ConnectAsync(server.Address.Host, server.Address.Port);
        await slow.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /api/v1/tracks?name=x.wav HTTP/1.1\r\nHost: {server.Address.Authority}\r\nContent-Length: 1000000\r\n\r\n{new string('x', 50_000)}"));
        await Poll.UntilAsync(() => Directory.EnumerateFiles(server.Spool).Any());
        using var answer = await server.Http.PostAsync("tracks?name=y.wav", new ByteArrayContent(Music.New(3)));
        await ProblemAssert.CheckAsync(answer, 503, "too-many-uploads");
        Assert.NotNull(answer.Headers.RetryAfter);
        slow.Close();
        await Poll.UntilAsync(() => !Directory.EnumerateFiles(server.Spool).Any());
        await server.UploadAsync(Music.New(3), "y.wav");
    }

    [Fact]
    public async Task An_upload_that_takes_too_long_is_ended()
    {
        await using var server = await Server.StartAsync("--Api:MaxUploadSeconds=1");
        using var slow = new TcpClient();
        await slow.ConnectAsync(server.Address.Host, server.Address.Port);
        await slow.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /api/v1/tracks?name=x.wav HTTP/1.1\r\nHost: {server.Address.Authority}\r\nContent-Length: 1000000\r\nConnection: close\r\n\r\n{new string('x', 50_000)}"));
        string answer = await new StreamReader(slow.GetStream()).ReadLineAsync() ?? "";
        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
        await Poll.UntilAsync(() => !Directory.EnumerateFiles(server.Spool).Any());
    }

    [Fact]
    public async Task A_full_disk_takes_no_uploads()
    {
        await using var server = await Server.StartAsync($"--Api:MinFreeBytes={long.MaxValue}");
        using var answer = await server.Http.PostAsync("tracks?name=x.wav", new ByteArrayContent(Music.New(3)));
        await ProblemAssert.CheckAsync(answer, 507, "disk-full");
        var health = (await server.Http.GetFromJsonAsync<JsonNode>("/health/ready"))!;
        Assert.Equal(("degraded", "degraded"), ((string)health["status"]!, (string)health["parts"]!["disk"]!));
    }

    [Fact]
    public async Task Too_many_requests_are_told_to_slow_down()
    {
        await using var server = await Server.StartAsync("--Api:RequestsPerSecond=5");
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => server.Http.GetAsync("queues")));
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        var refused = answers.First(answer => answer.StatusCode != HttpStatusCode.OK);
        await ProblemAssert.CheckAsync(refused, 429, "too-many-requests");
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, (await server.Http.GetAsync("/health/live")).StatusCode);
    }

    [Fact]
    public async Task Spool_files_of_dead_processes_are_swept_and_those_in_use_are_not()
    {
        await using var server = await Server.StartAsync();
        var sweeper = server.Services.GetRequiredService<SpoolSweeper>();
        string dead = Old("dead"), recent = Path.Combine(server.Spool, "recent.upload"), held = Old("held");
        File.WriteAllText(recent, "x");
        using (new FileStream(held, FileMode.Open, FileAccess.Read, FileShare.Read))
            Assert.Equal(1, sweeper.Sweep());
        Assert.Equal((false, true, true), (File.Exists(dead), File.Exists(recent), File.Exists(held)));

        string Old(string name)
        {
            string path = Path.Combine(server.Spool, name + ".upload");
            File.WriteAllText(path, "x");
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(-2));
            return path;
        }
    }
}
