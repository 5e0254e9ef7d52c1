using GetYourMusicStyle.Catalog.Batches;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Catalog.Tracks;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Pipeline.Sweeping;
using GetYourMusicStyle.Pipeline.Tests.Hosts;
using GetYourMusicStyle.Storage;
using Microsoft.Extensions.Hosting;

namespace GetYourMusicStyle.Pipeline.Tests.Sweeping;

/// <summary>What the sweeper takes, what it leaves, and for how long.</summary>
public sealed class SweeperTests
{
    [Fact]
    public async Task Objects_of_no_track_are_removed_unless_an_upload_has_announced_them()
    {
        await using var system = new TestSystem { Sweep = sweep => (sweep.OrphanHours, sweep.TrashDays) = (0, 0) };
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
        await using var system = new TestSystem { Sweep = sweep => sweep.TrashDays = 0 };
        var host = await system.StartAsync(Role.Api);
        await host.SubmitAsync(new Tone(1, 3));
        await PutAsync(host, new Tone(2, 3));
        Assert.Equal(0, await host.Get<Sweeper>().SweepAsync(default));
    }

    [Fact]
    public async Task An_object_of_no_track_goes_when_it_was_in_the_trash_for_the_whole_period()
    {
        var clock = new MovedClock();
        await using var system = new TestSystem { Clock = clock, Sweep = sweep => sweep.OrphanHours = 0 };
        var host = await system.StartAsync(Role.Api);
        var orphan = new Tone(2, 3);
        await host.SubmitAsync(new Tone(1, 3));
        await PutAsync(host, orphan);
        Assert.Equal(0, await SweepAfterAsync(host, clock, days: 0.1));
        Assert.Equal(0, await SweepAfterAsync(host, clock, days: 6.8));
        Assert.Equal(1, await SweepAfterAsync(host, clock, days: 0.3));
        Assert.Null(await host.Get<IObjectStore>().FindAsync(orphan.AudioKey, default));
    }

    [Fact]
    public async Task A_file_that_comes_back_is_out_of_the_trash_and_has_the_whole_period_when_it_is_lost_again()
    {
        var clock = new MovedClock();
        await using var system = new TestSystem { Clock = clock, Sweep = sweep => sweep.OrphanHours = 0 };
        var host = await system.StartAsync(Role.Api);
        var tone = new Tone(2, 3);
        await host.SubmitAsync(new Tone(1, 3));
        await PutAsync(host, tone);
        Assert.Equal(0, await SweepAfterAsync(host, clock, days: 0.1));
        var job = await host.SubmitAsync(tone);
        Assert.Equal(0, await SweepAfterAsync(host, clock, days: 6));
        await host.Get<TrackStore>().DeleteAsync((await host.JobAsync(job)).TrackId, default);
        Assert.Equal(0, await SweepAfterAsync(host, clock, days: 2));
        Assert.Equal(0, await SweepAfterAsync(host, clock, days: 6));
        Assert.Equal(1, await SweepAfterAsync(host, clock, days: 1.1));
    }

    [Fact]
    public async Task A_server_that_stood_still_for_long_gives_what_is_in_the_trash_the_period_again()
    {
        var clock = new MovedClock();
        await using var system = new TestSystem { Clock = clock, Sweep = sweep => sweep.OrphanHours = 0 };
        var host = await system.StartAsync(Role.Api);
        await host.SubmitAsync(new Tone(1, 3));
        await PutAsync(host, new Tone(2, 3));
        Assert.Equal(0, await SweepAfterAsync(host, clock, days: 0.1));
        Assert.Equal(0, await SweepAfterAsync(host, clock, days: 100));
        Assert.Equal(1, await SweepAfterAsync(host, clock, days: 7.1));
    }

    private static Task<int> SweepAfterAsync(IHost host, MovedClock clock, double days)
    {
        clock.Ahead += TimeSpan.FromDays(days);
        return host.Get<Sweeper>().SweepAsync(default);
    }

    private static Task PutAsync(IHost host, Tone tone) => host.Get<IObjectStore>().PutAsync(tone.AudioKey, tone.Bytes, "audio/wav", default);

    /// <summary>A clock that a test sets; timers run as always.</summary>
    private sealed class MovedClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }
}
