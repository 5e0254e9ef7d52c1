namespace GetYourMusicStyle.Cli.Tests;

/// <summary><c>gyms install</c>: which models <c>classify</c> uses when none are named.</summary>
public class InstallTests
{
    [Fact]
    public async Task Installed_models_are_used_and_the_ones_before_come_back()
    {
        using var music = new MusicFolder();
        music.Wav("a.wav", 7);
        Directory.CreateDirectory(music.At("home", "models"));
        Assert.Equal(2, (await RunAsync(music, "classify", "a.wav")).Code);

        var installed = await RunAsync(music, "install", music.Model);
        Assert.Equal(0, installed.Code);
        Assert.Contains("gyms install --back", installed.Output);
        Assert.Equal(0, (await RunAsync(music, "classify", "a.wav")).Code);

        Assert.Equal(0, (await RunAsync(music, "install", music.Model)).Code);
        Assert.Equal(0, (await RunAsync(music, "install", "--back")).Code);
        Assert.Equal(0, (await RunAsync(music, "classify", "a.wav")).Code);
        Assert.Equal(0, (await RunAsync(music, "install", "--back")).Code);
        Assert.Equal(2, (await RunAsync(music, "classify", "a.wav")).Code);
        Assert.Equal(2, (await RunAsync(music, "install", "--back")).Code);
    }

    private static async Task<Ended> RunAsync(MusicFolder music, params string[] arguments)
    {
        using var process = Gyms.Start(music.Path, music.At("home"), arguments);
        return await Gyms.EndAsync(process);
    }
}
