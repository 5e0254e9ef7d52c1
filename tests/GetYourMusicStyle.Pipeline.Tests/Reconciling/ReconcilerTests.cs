using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Pipeline.Objects;
using GetYourMusicStyle.Pipeline.Queues;
using GetYourMusicStyle.Pipeline.Tests.Hosts;
using GetYourMusicStyle.Storage;

namespace GetYourMusicStyle.Pipeline.Tests.Reconciling;

/// <summary>The check of catalog, store and queues finds a sound system whole, and names what was done to it behind its back.</summary>
public sealed class ReconcilerTests
{
    [Fact]
    public async Task What_store_and_catalog_do_not_agree_about_is_named()
    {
        await using var system = new TestSystem { Sweep = sweep => sweep.OrphanHours = 0 };
        var host = await system.StartAsync(Role.All);
        var store = host.Get<IObjectStore>();
        var songs = Enumerable.Range(1, 5).Select(number => new Tone(number)).ToArray();
        var tracks = new List<long>();
        foreach (var song in songs)
            tracks.Add((await host.UntilAsync(await host.SubmitAsync(song), JobState.Done)).TrackId);
        var whole = await Check.RunAsync(host);
        Assert.Equal([], whole.Findings);
        Assert.True(whole.Whole);
        Assert.Equal((5, 0), (whole.Tracks, whole.UnfinishedJobs));

        string version = host.Get<Analysis.ExtractorVersion>().Name;
        var orphan = new Tone(9);
        await store.DeleteAsync(songs[0].AudioKey, default);
        await store.PutAsync(songs[1].AudioKey, new byte[songs[1].Bytes.Length], "audio/wav", default);
        await store.DeleteAsync(ObjectKeys.Spectrograms(songs[2].Sha256, version), default);
        await store.PutAsync(ObjectKeys.Windows(songs[3].Sha256, version), new byte[7], "application/octet-stream", default);
        await store.PutAsync(ObjectKeys.Windows(songs[4].Sha256, "other-9"), new byte[7], "application/octet-stream", default);
        await store.PutAsync(orphan.AudioKey, orphan.Bytes, "audio/wav", default);
        await new OwnersMark(store).WriteAsync(Guid.NewGuid(), default);

        var broken = await Check.RunAsync(host);
        Assert.False(broken.Whole);
        Assert.Equal(
            new HashSet<(string, string)>
            {
                ("audio-missing", $"track {tracks[0]}"), ("audio-damaged", $"track {tracks[1]}"), ("features-missing", $"track {tracks[2]}"),
                ("features-damaged", $"track {tracks[3]}"), ("version-unknown", $"track {tracks[4]}"), ("object-without-track", orphan.AudioKey),
                ("other-owner", "store"),
            },
            broken.Findings.Select(finding => (finding.Kind, finding.Subject)).ToHashSet());
    }

    [Fact]
    public async Task An_upload_that_broke_off_a_moment_ago_is_told_and_no_fault()
    {
        await using var system = new TestSystem();
        var host = await system.StartAsync(Role.All);
        var upload = new Tone(1);
        await host.Get<IObjectStore>().PutAsync(upload.AudioKey, upload.Bytes, "audio/wav", default);

        var report = await Check.RunAsync(host);

        Assert.Equal(("upload-unfinished", upload.AudioKey), report.Findings.Select(finding => (finding.Kind, finding.Subject)).Single());
        Assert.True(report.Whole);
    }
}

/// <summary>The same with a broker.</summary>
[Collection("servers")]
public sealed class ReconcilerQueueTests(RealServers servers)
{
    [Fact]
    public async Task Messages_that_no_job_waits_for_are_named_and_stay()
    {
        var (system, broker) = await servers.SystemAsync();
        await using (system)
        await using (broker)
        {
            await (await system.StartAsync(Role.Feature)).StopAsync();
            var host = await system.StartAsync(Role.Api);
            Assert.Empty((await Check.RunAsync(host)).Findings);
            string queue = StageQueues.Name(Stage.Featurize, QueuePriority.Bulk);
            await broker.SendAsync(queue, "no message of ours"u8.ToArray());
            var finding = Assert.Single((await Check.RunAsync(host)).Findings);
            Assert.Equal(("messages-without-jobs", $"queue {queue}"), (finding.Kind, finding.Subject));
            Assert.Single((await Check.RunAsync(host)).Findings);
        }
    }
}
