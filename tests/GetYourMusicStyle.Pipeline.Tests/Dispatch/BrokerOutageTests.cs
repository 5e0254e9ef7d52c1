using GetYourMusicStyle.Catalog.Batches;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Pipeline.Attempts;
using GetYourMusicStyle.Pipeline.Tests.Hosts;

namespace GetYourMusicStyle.Pipeline.Tests.Dispatch;

[Trait("Category", "Slow")]
[Collection("servers")]
public sealed class BrokerOutageTests(RealServers servers)
{
    [Fact]
    public async Task A_broker_that_dies_while_jobs_are_sent_loses_nothing()
    {
        var (system, broker) = await servers.SystemAsync();
        await using var _ = system;
        system.Catalog = catalog => catalog.SentLeaseSeconds = 8;
        var api = await system.StartAsync(Role.Api);
        var worker = await system.StartAsync(Role.Feature | Role.Scoring);
        await Until.Async(async () => await broker.ReadyAsync("score-slow") is not null);
        await broker.DisposeAsync();
        await Task.Delay(TimeSpan.FromSeconds(2));      // a quorum queue killed right after its declaration is lost
        var batch = await api.BatchAsync();
        var jobs = new List<Guid>();
        for (int i = 0; i < 60; i++)
            jobs.Add(await api.SubmitAsync(new(i, 3), batch));
        await Until.Async(async () => (await api.JobAsync(jobs[5])).State == JobState.Done);

        await servers.Rabbit.KillAsync();
        for (int i = 60; i < 80; i++)
            jobs.Add(await api.SubmitAsync(new(i, 3), batch));      // still accepted
        await servers.Rabbit.RestartAsync();

        foreach (var job in jobs)
            await api.UntilAsync(job, JobState.Done);
        var view = await api.Get<BatchStore>().FindAsync(batch, default);
        Assert.Equal(80, view!.Counts[JobState.Done]);
        Assert.Equal(0, worker.Get<LeaseRenewer>().Count);
    }
}
