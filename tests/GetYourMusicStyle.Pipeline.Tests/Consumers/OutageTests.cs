using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Pipeline.Tests.Hosts;
using GetYourMusicStyle.Storage;
using Microsoft.Extensions.Hosting;

namespace GetYourMusicStyle.Pipeline.Tests.Consumers;

/// <summary>What happens while the object store is away, for longer than any number of retries.</summary>
public sealed class OutageTests
{
    [Fact]
    public async Task A_store_that_is_away_ends_no_job_each_says_so_and_goes_on_by_itself()
    {
        await using var system = Impatient();
        var host = await system.StartAsync(Role.All);
        var store = host.Get<HeldStore>();
        var jobs = new List<Guid>();
        await host.Get<StageControl>().PauseAsync(Stage.Featurize, default);
        for (int i = 0; i < 6; i++)
            jobs.Add(await host.SubmitAsync(new(i)));
        store.Away = true;
        await host.Get<StageControl>().ResumeAsync(Stage.Featurize, default);

        await Until.Async(async () => await WaitingAsync(host) >= 3);      // more than retries would have lasted
        foreach (var job in jobs)
        {
            var view = await host.JobAsync(job);
            Assert.True(view.State is JobState.Queued or JobState.Featurizing && view.WaitingFor is null or "storage", view.ToString());
        }

        store.Away = false;
        foreach (var job in jobs)
            Assert.Null((await host.UntilAsync(job, JobState.Done)).WaitingFor);
        Assert.Equal(0, await WaitingAsync(host));
    }

    [Fact]
    public async Task While_the_store_is_away_one_attempt_at_a_time_looks_for_all()
    {
        await using var system = Impatient();
        system.Bus = bus => bus.FeatureConcurrency = 2;
        var host = await system.StartAsync(Role.All);
        var store = host.Get<HeldStore>();
        store.Away = true;
        var jobs = new List<Guid>();
        for (int i = 0; i < 20; i++)
            jobs.Add(await host.SubmitAsync(await StoredAsync(store, i)));
        await Until.Async(async () => await WaitingAsync(host) >= 2);
        int before = await BegunAsync(host, jobs);

        await Task.Delay(TimeSpan.FromSeconds(3));      // in which each job alone would have been tried tens of times

        // Looks after 1, 2 and 4 s, of which between half and all; two may have been under way.
        Assert.InRange(await BegunAsync(host, jobs) - before, 0, 5);
        store.Away = false;
        foreach (var job in jobs)
            await host.UntilAsync(job, JobState.Done);
    }

    [Fact]
    public async Task One_object_that_cannot_be_read_holds_up_nobody()
    {
        await using var system = Impatient();
        var host = await system.StartAsync(Role.All);
        var unlucky = new Tone(1);
        host.Get<HeldStore>().Fail(unlucky.AudioKey, times: 1000);
        var waiting = await host.SubmitAsync(unlucky);
        await Until.Async(async () => (await host.JobAsync(waiting)).Attempt >= 3);

        for (int i = 2; i < 6; i++)
            await host.UntilAsync(await host.SubmitAsync(new(i)), JobState.Done);

        Assert.Equal("storage", (await host.JobAsync(waiting)).WaitingFor);
        host.Get<HeldStore>().Fail(unlucky.AudioKey, times: -1);
        await host.UntilAsync(waiting, JobState.Done);
    }

    [Fact]
    public async Task A_worker_that_stops_while_the_store_is_away_gives_back_what_it_waits_with()
    {
        await using var system = Impatient();
        system.Bus = bus => bus.FeatureConcurrency = 3;
        var host = await system.StartAsync(Role.All);
        var store = host.Get<HeldStore>();
        store.Away = true;
        for (int i = 0; i < 8; i++)
            await host.SubmitAsync(await StoredAsync(store, i));
        await Until.Async(async () => await WaitingAsync(host) >= 2);

        await host.StopAsync();

        var observer = await system.StartAsync(Role.None);
        int due = 0;
        await Until.Async(async () => (due += (await observer.Get<Backlog>().ClaimAsync(Stage.Featurize, QueuePriority.Interactive, 9, default)).Count) >= 5);
    }

    [Fact]
    public async Task A_job_that_waits_for_the_store_can_be_cancelled()
    {
        await using var system = Impatient();
        var host = await system.StartAsync(Role.All);
        host.Get<HeldStore>().Away = true;
        var job = await host.SubmitAsync(await StoredAsync(host.Get<HeldStore>(), 1));
        await Until.Async(async () => (await host.JobAsync(job)).WaitingFor == "storage");

        await host.Get<JobReader>().CancelAsync(job, default);

        var view = await host.JobAsync(job);
        Assert.Equal((JobState.Cancelled, null), (view.State, view.WaitingFor));
    }

    private static TestSystem Impatient() => new() { Catalog = catalog => (catalog.RetrySeconds, catalog.MaxRetries) = (0.05, 0) };

    private static async Task<int> WaitingAsync(IHost host) =>
        (await host.Get<StageControl>().ListAsync(default)).Single(stage => stage.Stage == Stage.Featurize).WaitingForServers;

    private static async Task<int> BegunAsync(IHost host, IEnumerable<Guid> jobs)
    {
        int begun = 0;
        foreach (var job in jobs)
            begun += (await host.JobAsync(job)).Attempt;
        return begun;
    }

    /// <summary>A tone that the store had before it went away.</summary>
    private static async Task<Tone> StoredAsync(HeldStore store, int number)
    {
        var tone = new Tone(number);
        await ((IObjectStore)store).PutAsync(tone.AudioKey, tone.Bytes, "audio/wav", default);
        return tone;
    }
}
