using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Pipeline.Dispatch;
using GetYourMusicStyle.Pipeline.Tests.Hosts;
using GetYourMusicStyle.Servers;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace GetYourMusicStyle.Pipeline.Tests.Dispatch;

[Trait("Category", "Slow")]
[Collection("servers")]
public sealed class BoundedBacklogTests(RealServers servers)
{
    private const int Jobs = 10_000;
    private const int Outstanding = 256;

    [Fact]
    public async Task Ten_thousand_jobs_that_wait_for_an_hour_leave_a_bounded_number_of_messages()
    {
        string database = await servers.Postgres.CreateDatabaseAsync();
        string virtualHost = await servers.Rabbit.CreateVirtualHostAsync();
        await using var broker = await Broker.ConnectAsync(virtualHost);
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var databaseClock = PostgresClock.Install(database, clock.GetUtcNow());
        await using var system = new TestSystem(databaseClock.ConnectionString, virtualHost) { Clock = clock };
        var worker = await system.StartAsync(Role.Feature);
        var control = worker.Get<StageControl>();
        await control.PauseAsync(Stage.Featurize, default);
        await QueueAsync(database, clock.GetUtcNow().UtcDateTime);
        var api = await system.StartAsync(Role.Api);

        // Paused, with a worker that would take them.
        Assert.Equal(0, await MostInAnHourAsync(api, clock, databaseClock, broker));

        // Not paused, but without a worker.
        await worker.StopAsync();
        await control.ResumeAsync(Stage.Featurize, default);
        Assert.Equal(Outstanding, await MostInAnHourAsync(api, clock, databaseClock, broker));
        var stage = (await control.ListAsync(default)).Single(view => view.Stage == Stage.Featurize);
        Assert.Equal((Jobs, 0), (stage.Waiting, stage.InFlight));
    }

    [Fact]
    public async Task A_stage_paused_while_messages_are_out_lets_them_drop_and_goes_on_when_resumed()
    {
        var (system, broker) = await servers.SystemAsync();
        await using var _ = system;
        await using var __ = broker;
        var worker = await system.StartAsync(Role.Feature);
        await Until.Async(async () => await broker.ReadyAsync("featurize") is not null);
        await worker.StopAsync();
        var api = await system.StartAsync(Role.Api);
        var job = await api.SubmitAsync(new(1));
        await Until.Async(async () => await broker.ReadyAsync("featurize") == 1);
        await api.Get<StageControl>().PauseAsync(Stage.Featurize, default);

        await system.StartAsync(Role.Feature | Role.Scoring);
        await Until.Async(async () => await broker.ReadyAsync("featurize") == 0);
        await Task.Delay(500);
        Assert.Equal(JobState.Queued, (await api.JobAsync(job)).State);

        await api.Get<StageControl>().ResumeAsync(Stage.Featurize, default);
        Assert.Equal(2, (await api.UntilAsync(job, JobState.Done)).Attempt);      // one of each stage
    }

    private static async Task<int> MostInAnHourAsync(IHost api, FakeTimeProvider clock, PostgresClock databaseClock, Broker broker)
    {
        int most = 0;
        for (int minute = 0; minute <= 60; minute += 2)
        {
            clock.Advance(TimeSpan.FromMinutes(2));
            databaseClock.Set(clock.GetUtcNow());
            for (int round = 0; round < 3; round++)
            {
                api.Get<DispatchSignal>().Set();
                await Task.Delay(30);
                most = Math.Max(most, await broker.ReadyAsync());
            }
        }
        return most;
    }

    /// <summary>Ten thousand tracks and their jobs, as submitting them one by one would leave them.</summary>
    private static async Task QueueAsync(string database, DateTime now)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            $"""
            INSERT INTO tracks (sha256, size_bytes, file_name, media_type, created_at)
                SELECT lpad(to_hex(n), 64, '0'), 1000, n || '.mp3', 'audio/mpeg', @now FROM generate_series(1, {Jobs}) n;
            INSERT INTO jobs (id, track_id, kind, stage, priority, state, lease, due_at, attempt, worker_crashes, retries, stage_progress, redo, created_at, queued_at)
                SELECT gen_random_uuid(), id, 0, 0, {QueuePriority.Bulk:D}, 0, 0, @now, 0, 0, 0, 0, false, @now, @now FROM tracks;
            """, connection);
        command.Parameters.AddWithValue("now", now);
        await command.ExecuteNonQueryAsync();
    }
}
