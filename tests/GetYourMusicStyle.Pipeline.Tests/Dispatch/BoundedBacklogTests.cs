using GetYourMusicStyle.Catalog;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace GetYourMusicStyle.Pipeline.Tests.Dispatch;

[Collection("servers")]
public sealed class BoundedBacklogTests(Servers servers)
{
    private const int Jobs = 10_000;
    private const int Outstanding = 256;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ten_thousand_jobs_that_wait_for_an_hour_leave_a_bounded_number_of_messages(bool paused)
    {
        var (world, broker) = await servers.WorldAsync();
        await using var _ = world;
        await using var __ = broker;
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        world.Clock = clock;
        // All queues exist; their only worker has gone, or is there while the stage is paused.
        var worker = await world.StartAsync(PipelineRoles.Feature);
        await Until.Async(async () => await broker.ReadyAsync("featurize-bulk") is not null);
        if (paused)
            await worker.Get<StageControl>().PauseAsync(Stage.Feature, default);
        else
            await worker.StopAsync();
        var api = await world.StartAsync(PipelineRoles.Dispatch);
        await QueueAsync(api);

        int most = 0;
        for (int minute = 0; minute <= 60; minute += 2)
        {
            clock.Advance(TimeSpan.FromMinutes(2));
            for (int look = 0; look < 3; look++)
            {
                api.Get<DispatchSignal>().Set();
                await Task.Delay(30);
                most = Math.Max(most, await broker.ReadyAsync());
            }
        }

        Assert.InRange(most, paused ? 0 : Outstanding, paused ? 0 : Outstanding);
        var stage = (await api.Get<StageControl>().ListAsync(default)).Single(view => view.Stage == Stage.Feature);
        Assert.Equal((Jobs, 0), (stage.Waiting, stage.InFlight));
    }

    [Fact]
    public async Task A_stage_paused_while_messages_are_out_lets_them_drop_and_goes_on_when_resumed()
    {
        var (world, broker) = await servers.WorldAsync();
        await using var _ = world;
        await using var __ = broker;
        var worker = await world.StartAsync(PipelineRoles.Feature);
        await Until.Async(async () => await broker.ReadyAsync("featurize") is not null);
        await worker.StopAsync();
        var api = await world.StartAsync(PipelineRoles.Dispatch);
        var job = await api.SubmitAsync(new(1));
        await Until.Async(async () => await broker.ReadyAsync("featurize") == 1);
        await api.Get<StageControl>().PauseAsync(Stage.Feature, default);

        await world.StartAsync(PipelineRoles.Feature | PipelineRoles.Score);
        await Until.Async(async () => await broker.ReadyAsync("featurize") == 0);
        await Task.Delay(500);
        Assert.Equal(JobState.Queued, (await api.JobAsync(job)).State);

        await api.Get<StageControl>().ResumeAsync(Stage.Feature, default);
        Assert.Equal(1, (await api.UntilAsync(job, JobState.Done)).Attempt);
    }

    private static async Task QueueAsync(IHost api)
    {
        var (submissions, batch, model) = (api.Get<Submissions>(), await api.BatchAsync(), api.Model());
        await Parallel.ForAsync(0, Jobs, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, stop) =>
        {
            string hash = number.ToString("x64", System.Globalization.CultureInfo.InvariantCulture);
            var announcement = await submissions.AnnounceAsync(hash, stop);
            await submissions.SubmitAsync(new(hash, 1000, "a.mp3", "audio/mpeg"), $"{number}.mp3", batch, announcement, model, null, stop);
        });
    }
}
