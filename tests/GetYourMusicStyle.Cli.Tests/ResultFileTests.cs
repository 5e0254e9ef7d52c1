namespace GetYourMusicStyle.Cli.Tests;

/// <summary>What is already there under the name of a result is never destroyed.</summary>
public class ResultFileTests
{
    [Fact]
    public async Task A_link_stays_a_link_and_its_target_gets_the_results()
    {
        using var music = new MusicFolder();
        music.Wav("a.wav", 7);
        File.CreateSymbolicLink(music.At("link.csv"), "target.csv");
        for (int i = 0; i < 2; i++)     // the target is missing, then there
        {
            File.Delete(music.At("target.csv"));
            if (i == 1)
                File.WriteAllText(music.At("target.csv"), "old");
            Assert.Equal(0, (await Gyms.RunAsync(music.Path, "features", "a.wav", "--csv", "link.csv")).Code);
            Assert.Equal("target.csv", new FileInfo(music.At("link.csv")).LinkTarget);
            Assert.StartsWith("path,start_s", await File.ReadAllTextAsync(music.At("target.csv")));
        }
    }

    [Fact]
    public async Task A_device_is_written_to_and_stays_a_device()
    {
        using var music = new MusicFolder();
        music.Wav("a.wav", 7);
        File.CreateSymbolicLink(music.At("full"), "/dev/full");
        var ended = await Gyms.RunAsync(music.Path, "features", "a.wav", "--csv", "full");
        Assert.Equal(1, ended.Code);
        Assert.Contains("No space left", ended.Error);
        Assert.Equal("/dev/full", new FileInfo(music.At("full")).LinkTarget);
    }

    [Fact]
    public async Task A_path_that_is_missing_fails_beside_the_others()
    {
        using var music = new MusicFolder();
        music.Wav("a.wav", 7);
        var ended = await Gyms.RunAsync(music.Path, "features", "not-there.wav", "a.wav", "--csv", "-");
        Assert.Equal(1, ended.Code);
        Assert.Contains("not-there.wav: ", ended.Error);
        Assert.Contains("\na.wav,0,6,", ended.Output);
    }
}
