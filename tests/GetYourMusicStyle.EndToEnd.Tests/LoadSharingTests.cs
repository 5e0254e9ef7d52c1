using GetYourMusicStyle.EndToEnd.Tests.Deployments;
using GetYourMusicStyle.EndToEnd.Tests.Media;
using Xunit.Abstractions;

namespace GetYourMusicStyle.EndToEnd.Tests;

public sealed class LoadSharingTests(Deployment deployment, ITestOutputHelper output) : DeploymentTest(deployment, output)
{
    [Fact]
    public async Task Two_then_four_feature_workers_share_the_load_without_duplicates()
    {
        List<RoleProcess> workers = [Deployment.Feature, Deployment.Add("feature-worker")];
        await ShareAsync(workers, Music.Short(100));
        workers.AddRange([Deployment.Add("feature-worker"), Deployment.Add("feature-worker")]);
        await ShareAsync(workers, Music.Short(200));
    }

    private async Task ShareAsync(List<RoleProcess> workers, List<Song> songs)
    {
        await Task.WhenAll(workers.Select(worker => worker.ReadyAsync()));
        double[] before = await WindowsAsync(workers);
        var batch = await Client.CreateBatchAsync();
        await Client.UploadAsync(songs, batch);
        await Deployment.ProveAsync(batch, songs);
        double[] shares = [.. (await WindowsAsync(workers)).Zip(before, (now, then) => now - then)];
        Assert.All(shares, share => Assert.True(share > 0, string.Join(", ", shares)));
        Assert.Equal(songs.Sum(song => song.Windows!.Value), shares.Sum());
    }

    private static Task<double[]> WindowsAsync(IEnumerable<RoleProcess> workers) =>
        Task.WhenAll(workers.Select(worker => worker.MetricAsync("gyms_windows_total", "stage=\"featurize\"")));
}
