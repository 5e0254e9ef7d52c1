using GetYourMusicStyle.EndToEnd.Tests.Deployments;
using GetYourMusicStyle.EndToEnd.Tests.Media;
using Xunit.Abstractions;

namespace GetYourMusicStyle.EndToEnd.Tests;

public sealed class ApiLossTests(Deployment deployment, ITestOutputHelper output) : DeploymentTest(deployment, output)
{
    [Fact]
    public async Task An_API_killed_during_uploads_costs_nothing()
    {
        var songs = Music.Short(200);
        var batch = await Client.CreateBatchAsync();
        int before = Client.Uploads;
        var uploads = Client.UploadAsync(songs, batch);
        await Until.TrueAsync(() => Task.FromResult(Client.Uploads - before >= 60), "60 uploads are accepted");
        await Deployment.Api.KillAsync();
        Assert.InRange(Client.Uploads - before, 60, 199);
        Deployment.Api.Start();
        await uploads;
        await Deployment.ProveAsync(batch, songs);
    }
}
