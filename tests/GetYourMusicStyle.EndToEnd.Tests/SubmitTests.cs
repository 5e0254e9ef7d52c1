using System.Text.RegularExpressions;
using GetYourMusicStyle.EndToEnd.Tests.Checkout;
using GetYourMusicStyle.EndToEnd.Tests.Deployments;
using GetYourMusicStyle.EndToEnd.Tests.Media;
using Xunit.Abstractions;

namespace GetYourMusicStyle.EndToEnd.Tests;

public sealed partial class SubmitTests(Deployment deployment, ITestOutputHelper output) : DeploymentTest(deployment, output)
{
    [Fact]
    public async Task A_folder_with_a_bad_file_is_submitted_the_bad_one_is_named_and_the_second_time_nothing_is_sent()
    {
        List<Song> songs = [.. Music.Short(10), .. Music.Samples(), .. Music.Unusable()];
        string folder = Write(songs);
        var (code, said, errors) = await GymsAsync("submit", folder, "--name", "autumn", "--wait");
        Assert.True(code == 1, said + errors);
        Assert.Contains("1 failed: not-audio", said, StringComparison.Ordinal);
        Assert.Contains("bad/letter.mp3: ", said, StringComparison.Ordinal);
        await Deployment.ProveAsync(Batch(said), songs);

        (code, said, errors) = await GymsAsync("submit", folder);
        Assert.True(code == 0, said + errors);
        Assert.Contains($"0 sent, {songs.Count} already there, 0 failed", said, StringComparison.Ordinal);
        await Deployment.EndAsync(Batch(said), songs.Count);

        (code, said, _) = await GymsAsync("status", $"{Batch(said)}");
        Assert.Equal(1, code);
        Assert.Contains($"{songs.Count - 3} done, 3 failed", said, StringComparison.Ordinal);
        (code, said, _) = await GymsAsync("status");
        Assert.Equal(0, code);
        Assert.Contains("featurize", said, StringComparison.Ordinal);
        Assert.Contains("autumn", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_submission_goes_on_with_its_batch()
    {
        var songs = Music.Short(60);
        string folder = Write(songs);
        long before = await SubmissionsAsync();
        using var submission = CommandRun.Gyms(Deployment.Key, "submit", folder, "--jobs", "2", "--server", $"{Deployment.Api.Address}");
        await Until.TrueAsync(async () => await SubmissionsAsync() - before >= 5, "some are sent");
        await Deployment.Api.FreezeAsync();     // so that it cannot end before it is to
        await submission.InterruptAsync();
        var (code, said, errors) = await submission.EndAsync();
        Assert.True(code == 143, said + errors);
        await Deployment.Api.ThawAsync();
        var batch = Batch(errors);
        Assert.Contains($"--batch {batch}", errors, StringComparison.Ordinal);

        (code, said, errors) = await GymsAsync("submit", folder, "--batch", $"{batch}", "--wait");
        Assert.True(code == 0, said + errors);
        Assert.DoesNotContain("60 sent", said, StringComparison.Ordinal);
        await Deployment.ProveAsync(batch, songs);
    }

    [Fact]
    public async Task A_submission_outlives_a_server_that_goes_away_and_comes_back()
    {
        var songs = Music.Short(60);
        long before = await SubmissionsAsync();
        using var submission = CommandRun.Gyms(Deployment.Key, "submit", Write(songs), "--jobs", "2", "--server", $"{Deployment.Api.Address}");
        await Until.TrueAsync(async () => await SubmissionsAsync() - before >= 5, "some are sent");
        await Deployment.Api.KillAsync();
        Deployment.Api.Start();
        var (code, said, errors) = await submission.EndAsync();
        Assert.True(code == 0, said + errors);
        await Deployment.ProveAsync(Batch(said), songs);
    }

    [Fact]
    public async Task A_wrong_key_is_one_line_and_exit_code_1()
    {
        using var submission = CommandRun.Gyms("a-wrong-key-of-someone", "submit", Write(Music.Short(1)), "--server", $"{Deployment.Api.Address}");
        var (code, said, errors) = await submission.EndAsync();
        Assert.Equal((1, ""), (code, said));
        Assert.Contains("API key", Assert.Single(errors.Trim().Split('\n')), StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output, string Errors)> GymsAsync(params string[] arguments)
    {
        using var run = CommandRun.Gyms(Deployment.Key, [.. arguments, "--server", $"{Deployment.Api.Address}"]);
        return await run.EndAsync();
    }

    private Task<long> SubmissionsAsync() => Catalog.ScalarAsync<long>("SELECT count(*) FROM submissions");

    private static Guid Batch(string said) => Guid.Parse(Id().Match(said).Groups[1].Value);

    private static string Write(IEnumerable<Song> songs)
    {
        string folder = Path.Combine(Repository.RunFolder, "music-" + Guid.NewGuid().ToString("N")[..8]);
        foreach (var song in songs)
        {
            string path = Path.Combine(folder, song.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, song.Bytes);
        }
        return folder;
    }

    [GeneratedRegex("batch ([0-9a-f-]{36})")]
    private static partial Regex Id();
}
