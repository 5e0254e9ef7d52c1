using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Pipeline.Attempts;
using GetYourMusicStyle.Pipeline.Tests.Hosts;

namespace GetYourMusicStyle.Pipeline.Tests.Consumers;

public sealed class CancellationTests
{
    [Fact]
    public async Task Cancelling_a_job_stops_the_work_on_it()
    {
        await using var system = new TestSystem { Catalog = catalog => catalog.WorkLeaseSeconds = 1.5 };
        var host = await system.StartAsync(Role.All);
        var tone = new Tone(1);
        var hold = host.Get<HeldStore>().HoldUp(tone.AudioKey);
        var job = await host.SubmitAsync(tone);
        await hold.Arrived;

        await host.Get<JobReader>().CancelAsync(job, default);

        await hold.Cancelled;
        await Until.Async(() => Task.FromResult(host.Get<LeaseRenewer>().Count == 0));
        Assert.Equal(JobState.Cancelled, (await host.JobAsync(job)).State);
    }

    [Fact]
    public async Task A_worker_that_stops_releases_its_work_without_blame()
    {
        await using var system = new TestSystem();
        var tone = new Tone(1);
        var host = await system.StartAsync(Role.All);
        var hold = host.Get<HeldStore>().HoldUp(tone.AudioKey);
        var job = await host.SubmitAsync(tone);
        await hold.Arrived;

        await host.StopAsync();
        await hold.Cancelled;

        var observer = await system.StartAsync(Role.None);
        IReadOnlyList<ClaimedJob> due = [];
        await Until.Async(async () => (due = await observer.Get<Backlog>().ClaimAsync(Stage.Featurize, QueuePriority.Interactive, 1, default)).Count == 1);
        Assert.Equal(job, due[0].Attempt.JobId);
        Assert.False(due[0].RunIsolated);
    }

    [Fact]
    public async Task Work_that_outlasts_its_lease_keeps_it()
    {
        await using var system = new TestSystem { Catalog = catalog => catalog.WorkLeaseSeconds = 3 };
        var host = await system.StartAsync(Role.All);
        var tone = new Tone(1);
        var hold = host.Get<HeldStore>().HoldUp(tone.AudioKey);
        var job = await host.SubmitAsync(tone);
        await hold.Arrived;

        await Task.Delay(TimeSpan.FromSeconds(7));      // two leases and more
        hold.Release();

        await host.UntilAsync(job, JobState.Done);
        Assert.Single(host.Get<HeldStore>().Fetches, tone.AudioKey);
    }
}
