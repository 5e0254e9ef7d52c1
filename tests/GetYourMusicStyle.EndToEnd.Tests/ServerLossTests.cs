using GetYourMusicStyle.EndToEnd.Tests.Deployments;
using GetYourMusicStyle.EndToEnd.Tests.Media;
using GetYourMusicStyle.Servers;
using Xunit.Abstractions;

namespace GetYourMusicStyle.EndToEnd.Tests;

public sealed class ServerLossTests(Deployment deployment, ITestOutputHelper output) : DeploymentTest(deployment, output)
{
    [Fact]
    public Task A_broker_killed_in_the_middle_of_a_batch_costs_nothing() =>
        KilledInTheMiddleAsync(Deployment.Rabbit, () => (Deployment.Api, "The broker fails"));

    [Fact]
    public Task A_database_killed_in_the_middle_of_a_batch_costs_nothing() =>
        KilledInTheMiddleAsync(Deployment.Postgres, () => (Deployment.Api, "The catalog fails"));

    [Fact]
    public Task An_object_store_killed_in_the_middle_of_a_batch_costs_nothing() =>
        KilledInTheMiddleAsync(Deployment.Store, () => (Deployment.Feature, "is retried later, storage"));

    [Fact]
    public async Task A_broker_that_comes_back_with_its_disk_lost_costs_nothing()
    {
        var songs = Music.Short(200);
        var batch = await Client.CreateBatchAsync();
        var uploads = Client.UploadAsync(songs, batch);
        await MiddleAsync(batch);
        await Deployment.Rabbit.RestartEmptyAsync();
        Assert.True(await Catalog.DoneAsync(batch) < 190);
        await uploads;
        await Deployment.ProveAsync(batch, songs);
    }

    [Fact]
    public async Task Uploads_are_accepted_while_the_broker_is_down_and_processed_when_it_is_back()
    {
        var songs = Music.Short(200);
        var batch = await Client.CreateBatchAsync();
        await Deployment.Rabbit.KillAsync();
        await Client.UploadAsync(songs, batch);
        Assert.Equal(200, (await Client.BatchAsync(batch)).GetProperty("counts").GetProperty("queued").GetInt32());
        await Deployment.Rabbit.RestartAsync();
        await Deployment.ProveAsync(batch, songs);
    }

    private async Task KilledInTheMiddleAsync(TestServer server, Func<(RoleProcess Process, string Complaint)> noticed)
    {
        var songs = Music.Short(200);
        var batch = await Client.CreateBatchAsync();
        var uploads = Client.UploadAsync(songs, batch);
        await MiddleAsync(batch);
        var (process, complaint) = noticed();
        int before = process.Log().Length;
        await server.KillAsync();
        await LogsAsync(process, before, complaint);        // the loss was felt
        await server.RestartAsync();
        Assert.True(await Catalog.DoneAsync(batch) < 190);
        await uploads;
        await Deployment.ProveAsync(batch, songs);
    }
}
