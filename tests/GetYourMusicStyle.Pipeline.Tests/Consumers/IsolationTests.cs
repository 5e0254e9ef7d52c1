using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Pipeline.Attempts;
using GetYourMusicStyle.Pipeline.Tests.Hosts;
using Microsoft.Extensions.Hosting;

namespace GetYourMusicStyle.Pipeline.Tests.Consumers;

public sealed class IsolationTests
{
    [Fact]
    public async Task A_file_over_which_a_worker_crashed_runs_alone_and_what_waits_for_it_goes_on_after_it()
    {
        await using var system = new TestSystem { Bus = bus => bus.FeatureConcurrency = 4 };
        var tone = new Tone(1);
        var api = await system.StartAsync(Role.None);
        var batch = await api.BatchAsync();
        var job = await api.SubmitAsync(tone, batch);
        await CrashAsync(api);

        await api.Get<StageControl>().PauseAsync(Stage.Featurize, default);
        var host = await system.StartAsync(Role.All);       // frees the lease, and counts a worker crash
        var hold = host.Get<HeldStore>().HoldUp(tone.AudioKey);
        await host.Get<StageControl>().ResumeAsync(Stage.Featurize, default);
        await hold.Arrived;
        var others = new List<Guid>();
        for (int i = 2; i <= 9; i++)
            others.Add(await host.SubmitAsync(new(i, 3), i % 2 == 0 ? batch : null));
        await Task.Delay(TimeSpan.FromSeconds(1));      // time enough for others to begin, if they could

        Assert.Equal(1, host.Get<LeaseRenewer>().Count);
        Assert.Single(host.Get<HeldStore>().Fetches);
        hold.Release();
        foreach (var other in others.Append(job))
            await host.UntilAsync(other, JobState.Done);
    }

    [Fact]
    public async Task A_file_over_which_workers_crash_again_and_again_is_quarantined()
    {
        await using var system = new TestSystem();
        var api = await system.StartAsync(Role.None);
        var job = await api.SubmitAsync(new(1), await api.BatchAsync());
        for (int i = 0; i < 3; i++)
        {
            await CrashAsync(api);
            await api.Get<Backlog>().FreeAllLeasesAsync(default);
        }
        var view = await api.UntilAsync(job, JobState.Failed);
        Assert.Equal("quarantined", view.ErrorCode);
    }

    /// <summary>Begins an attempt of the first bulk job, as a worker that then crashes.</summary>
    private static async Task CrashAsync(IHost host)
    {
        var backlog = host.Get<Backlog>();
        var claimed = Assert.Single(await backlog.ClaimAsync(Stage.Featurize, QueuePriority.Bulk, 1, default));
        Assert.Single(await backlog.BeginAsync([claimed.Attempt], default));
    }
}
