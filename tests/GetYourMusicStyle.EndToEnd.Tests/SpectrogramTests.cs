using GetYourMusicStyle.EndToEnd.Tests.Deployments;
using GetYourMusicStyle.EndToEnd.Tests.Media;
using GetYourMusicStyle.Pipeline.Objects;
using Xunit.Abstractions;

namespace GetYourMusicStyle.EndToEnd.Tests;

public sealed class SpectrogramTests(Deployment deployment, ITestOutputHelper output) : DeploymentTest(deployment, output)
{
    private static readonly byte[] PngSignature = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    [Fact]
    public async Task A_spectrogram_run_puts_a_picture_of_every_window_into_the_store_and_the_API_serves_them()
    {
        var songs = Music.Short(40);
        var batch = await Client.CreateBatchAsync();
        await Client.UploadAsync(songs, batch);
        await Deployment.ProveAsync(batch, songs);
        await DrawAsync(batch, songs.Count);

        string version = await Catalog.ScalarAsync<string>("SELECT DISTINCT t.spectrogram_images_version FROM tracks t JOIN submissions s ON s.track_id = t.id WHERE s.batch_id = $1", batch);
        var stored = (await Deployment.Objects.ListAsync(ObjectKeys.SpectrogramImagesPrefix, default).ToListAsync()).ConvertAll(image => image.Key).ToHashSet();
        foreach (var row in await Catalog.SubmissionsAsync(batch))
        {
            Assert.All(Enumerable.Range(0, row.WindowCount!.Value), window => Assert.Contains(ObjectKeys.SpectrogramImage(row.Sha256, version, window), stored));
            Assert.DoesNotContain(ObjectKeys.SpectrogramImage(row.Sha256, version, row.WindowCount.Value), stored);
            byte[] served = await Client.BytesAsync($"tracks/{row.TrackId}/spectrograms/0.png");
            using var kept = new MemoryStream();
            await Deployment.Objects.CopyToAsync(ObjectKeys.SpectrogramImage(row.Sha256, version, 0), 0, long.MaxValue, kept, default);
            Assert.Equal(kept.ToArray(), served);
            Assert.Equal(PngSignature, served[..8]);
        }
        await DrawAsync(batch, expected: 0);        // nothing is missing any more
        await Deployment.ProveIdleAsync();
    }

    private async Task DrawAsync(Guid batch, int expected)
    {
        var run = await Client.PostAsync($"batches/{batch}/spectrograms");
        var end = await Deployment.EndAsync(run.GetProperty("id").GetGuid(), expected);
        Assert.Equal(expected, end.GetProperty("counts").GetProperty("done").GetInt32());
    }
}
