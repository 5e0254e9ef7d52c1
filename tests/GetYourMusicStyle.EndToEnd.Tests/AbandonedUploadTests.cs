using System.Net.Sockets;
using System.Text;
using GetYourMusicStyle.EndToEnd.Tests.Deployments;
using GetYourMusicStyle.EndToEnd.Tests.Media;
using GetYourMusicStyle.Pipeline.Objects;
using Xunit.Abstractions;

namespace GetYourMusicStyle.EndToEnd.Tests;

public sealed class AbandonedUploadTests(Deployment deployment, ITestOutputHelper output) : DeploymentTest(deployment, output)
{
    private static readonly TimeSpan LongAgo = TimeSpan.FromHours(2);
    private readonly string[] _before = Directory.GetFiles(deployment.SpoolFolder);     // an API may have been killed in another test

    [Fact]
    public async Task Uploads_whose_client_goes_away_leave_nothing()
    {
        long tracks = await Catalog.ScalarAsync<long>("SELECT count(*) FROM tracks");
        var songs = Music.Short(10);
        var halves = await Task.WhenAll(songs.Select(HalfAsync));
        await Until.EqualAsync(songs.Count, SpooledAsync);
        foreach (var half in halves)
            half.Dispose();
        await Until.EqualAsync(0, SpooledAsync);
        foreach (var song in songs)
            Assert.Null(await Deployment.Objects.FindAsync(ObjectKeys.Audio(song.Sha256), default));
        Assert.Equal(tracks, await Catalog.ScalarAsync<long>("SELECT count(*) FROM tracks"));
    }

    [Fact]
    public async Task What_dead_uploads_left_is_swept_and_live_ones_are_not()
    {
        var (dead, live, orphan) = (Music.Short(1)[0], Music.Short(1)[0], Music.Short(1)[0]);
        using (await HalfAsync(dead))
        {
            await Until.EqualAsync(1, SpooledAsync);
            await Deployment.Api.KillAsync();
        }
        Assert.Equal(1, await SpooledAsync());
        Deployment.Api.Start();
        await Deployment.Api.ReadyAsync();
        using var half = await HalfAsync(live);
        await Until.EqualAsync(2, SpooledAsync);
        foreach (string file in Directory.EnumerateFiles(Deployment.SpoolFolder))
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow - LongAgo);
        // Its audio was put, but its sender or its API died before the row was there.
        await Deployment.Objects.PutAsync(ObjectKeys.Audio(orphan.Sha256), orphan.Bytes, "audio/wav", default);
        long audio = await AudioAsync();

        var sweeper = Deployment.Add("api", settings: [("Sweep__IntervalHours", "0.0005"), ("Sweep__OrphanHours", "0"), ("Sweep__TrashDays", "0")]);
        await sweeper.ReadyAsync();
        await Until.EqualAsync(1, SpooledAsync);
        await Until.TrueAsync(async () => await Deployment.Objects.FindAsync(ObjectKeys.Audio(orphan.Sha256), default) is null, "the orphan is swept");
        Assert.Equal(audio - 1, await AudioAsync());

        Assert.StartsWith("HTTP/1.1 202", await half.FinishAsync(), StringComparison.Ordinal);
        Assert.NotNull(await Deployment.Objects.FindAsync(ObjectKeys.Audio(live.Sha256), default));
        await Until.EqualAsync(0, SpooledAsync);
        await Until.EqualAsync(0L, Catalog.ActiveAsync);
    }

    private Task<int> SpooledAsync() => Task.FromResult(Directory.GetFiles(Deployment.SpoolFolder).Except(_before).Count());

    private async Task<long> AudioAsync() => await Deployment.Objects.ListAsync(ObjectKeys.AudioPrefix, default).LongCountAsync();

    /// <summary>Sends the head of an upload and half of its body.</summary>
    private async Task<HalfUpload> HalfAsync(Song song)
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", Deployment.Api.Address.Port);
        string head = $"POST /api/v1/tracks?name=half.wav HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {Deployment.Key}\r\nContent-Type: audio/wav\r\nContent-Length: {song.Bytes.Length}\r\nConnection: close\r\n\r\n";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
        await client.GetStream().WriteAsync(song.Bytes.AsMemory(0, song.Bytes.Length / 2));
        return new(client, song);
    }

    private sealed class HalfUpload(TcpClient client, Song song) : IDisposable
    {
        public async Task<string> FinishAsync()
        {
            await client.GetStream().WriteAsync(song.Bytes.AsMemory(song.Bytes.Length / 2));
            using var reader = new StreamReader(client.GetStream());
            return await reader.ReadToEndAsync();
        }

        public void Dispose() => client.Dispose();
    }
}
