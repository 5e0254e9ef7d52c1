using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Pipeline.Tests.Hosts;

namespace GetYourMusicStyle.Pipeline.Tests.Dispatch;

public sealed class QueuePriorityTests
{
    [Fact]
    public async Task An_upload_that_someone_waits_for_overtakes_an_import()
    {
        await using var system = new TestSystem { Bus = bus => bus.FeatureConcurrency = 1 };
        var host = await system.StartAsync(Role.All);
        var store = host.Get<HeldStore>();
        var batch = await host.BatchAsync();
        var first = new Tone(1);
        var hold = store.HoldUp(first.AudioKey);
        await host.SubmitAsync(first, batch);
        await hold.Arrived;
        for (int i = 2; i <= 40; i++)
            await host.SubmitAsync(new(i, 3), batch);

        var urgent = new Tone(1000);
        var job = await host.SubmitAsync(urgent);
        hold.Release();

        await host.UntilAsync(job, JobState.Done);
        // Besides the one that was at work, at most the one that had the next place already.
        Assert.InRange(store.Fetches.ToList().IndexOf(urgent.AudioKey), 1, 2);
    }

    [Fact]
    public async Task A_long_track_in_a_small_file_goes_on_in_the_slow_queue_without_blame()
    {
        await using var system = new TestSystem { Catalog = catalog => (catalog.SlowAudioSeconds, catalog.MaxRetries) = (12, 0) };
        var host = await system.StartAsync(Role.Api | Role.Feature);
        var longJob = await host.SubmitAsync(new(1, seconds: 30));
        var shortJob = await host.SubmitAsync(new(2));

        Assert.Equal(2, (await host.UntilAsync(longJob, JobState.Scoring)).Attempt);     // once to find out, once in the slow queue
        Assert.Equal(1, (await host.UntilAsync(shortJob, JobState.Scoring)).Attempt);

        var waiting = (await host.Get<Backlog>().SnapshotAsync(default)).Queues.Where(queue => queue.Stage == Stage.Score && (queue.Due || queue.Outstanding > 0));
        Assert.Equal([QueuePriority.Interactive, QueuePriority.Slow], waiting.Select(queue => queue.Priority).Order());
    }

    [Fact]
    public async Task A_very_large_file_does_not_hold_up_short_ones()
    {
        await using var system = new TestSystem { Bus = bus => bus.FeatureConcurrency = 1, Catalog = catalog => catalog.SlowFileBytes = 1_000_000 };
        var host = await system.StartAsync(Role.All);
        var batch = await host.BatchAsync();
        var large = new Tone(1, seconds: 30);
        var hold = host.Get<HeldStore>().HoldUp(large.AudioKey);
        var largeJob = await host.SubmitAsync(large, batch);
        await hold.Arrived;

        var jobs = new List<Guid>();
        for (int i = 2; i <= 10; i++)
            jobs.Add(await host.SubmitAsync(new(i, 3), batch));
        foreach (var job in jobs)
            await host.UntilAsync(job, JobState.Done);

        Assert.Equal(JobState.Featurizing, (await host.JobAsync(largeJob)).State);
        hold.Release();
        await host.UntilAsync(largeJob, JobState.Done);
    }
}
