using GetYourMusicStyle.EndToEnd.Tests.Checkout;
using GetYourMusicStyle.EndToEnd.Tests.Deployments;
using GetYourMusicStyle.EndToEnd.Tests.Media;
using Xunit.Abstractions;

namespace GetYourMusicStyle.EndToEnd.Tests;

public sealed class PoisonTests(Deployment deployment, ITestOutputHelper output) : DeploymentTest(deployment, output)
{
    private const string Marker = "GYMS-TEST-POISON";

    [Fact]
    public async Task A_file_that_aborts_its_worker_is_quarantined_after_three_attempts_and_its_neighbours_are_done()
    {
        await Deployment.Feature.KillAsync();
        var worker = Deployment.Add("feature-worker", restarting: true, settings: [("Audio__FfmpegPath", await DeadlyDecoderAsync()), ("Audio__Isolation", "InProcess")]);
        var poison = Music.Mp4("album 3/poison.m4a", Marker) with { Error = "quarantined", Windows = 0 };
        List<Song> songs = [.. Music.Short(60), poison, .. Music.Unusable(), .. Enumerable.Range(0, 4).Select(i => Music.Mp4($"mp4/{i}.m4a", "harmless")), .. Music.Short(140).Select(song => song with { Path = "second/" + song.Path })];
        var batch = await Client.CreateBatchAsync();
        await Client.UploadAsync(songs, batch);
        await Deployment.ProveAsync(batch, songs);
        await Until.EqualAsync(4, () => Task.FromResult(worker.Starts));     // it died three times, each time of the poison
    }

    /// <summary>ffmpeg, which kills the process that started it when a file holds the marker: as a fault in native code would.</summary>
    private static async Task<string> DeadlyDecoderAsync()
    {
        string path = Path.Combine(Repository.RunFolder, "deadly-ffmpeg");
        await File.WriteAllTextAsync(path, $$"""
            #!/bin/bash
            for argument; do
              case $argument in file:*) grep -qa {{Marker}} "${argument#file:}" && kill -9 $PPID ;; esac
            done
            exec ffmpeg "$@"
            """.ReplaceLineEndings("\n"));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
