using GetYourMusicStyle.Catalog.Batches;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Catalog.Tracks;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Pipeline.Sweeping;
using GetYourMusicStyle.Pipeline.Tests.Hosts;
using GetYourMusicStyle.Storage;

namespace GetYourMusicStyle.Pipeline.Tests.Sweeping;

public sealed class SweeperTests
{
    [Fact]
    public async Task Objects_of_no_track_are_removed_unless_an_upload_has_announced_them_or_they_are_young()
    {
        await using var system = new TestSystem { Sweep = sweep => sweep.OrphanHours = 0 };
        var host = await system.StartAsync(Role.All);
        var store = host.Get<IObjectStore>();
        var (kept, orphan, announced, deleted) = (new Tone(1), new Tone(2, 3), new Tone(3, 3), new Tone(4));
        var job = await host.SubmitAsync(kept);
        var deletedJob = await host.SubmitAsync(deleted);
        await host.UntilAsync(job, JobState.Done);
        await host.Get<TrackStore>().DeleteAsync((await host.UntilAsync(deletedJob, JobState.Done)).TrackId, default);
        await store.PutAsync(orphan.AudioKey, orphan.Bytes, "audio/wav", default);
        await host.Get<SubmissionStore>().AnnounceAsync(announced.Sha256, default);
        await store.PutAsync(announced.AudioKey, announced.Bytes, "audio/wav", default);

        int removed = await host.Get<Sweeper>().SweepAsync(default);

        Assert.Equal(1 + 3, removed);       // the orphan; audio, features and log spectrograms of the deleted track
        Assert.Null(await store.FindAsync(orphan.AudioKey, default));
        Assert.Null(await store.FindAsync(deleted.AudioKey, default));
        Assert.NotNull(await store.FindAsync(kept.AudioKey, default));
        Assert.NotNull(await store.FindAsync(announced.AudioKey, default));
        Assert.Equal(0, await host.Get<Sweeper>().SweepAsync(default));
    }

    [Fact]
    public async Task Young_objects_are_left_alone()
    {
        await using var system = new TestSystem();
        var host = await system.StartAsync(Role.Api);
        var orphan = new Tone(1, 3);
        await host.Get<IObjectStore>().PutAsync(orphan.AudioKey, orphan.Bytes, "audio/wav", default);
        Assert.Equal(0, await host.Get<Sweeper>().SweepAsync(default));
    }
}
