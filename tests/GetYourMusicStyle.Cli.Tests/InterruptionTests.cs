namespace GetYourMusicStyle.Cli.Tests;

public class InterruptionTests
{
    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_signal_ends_classify_without_half_files(string signal, int code)
    {
        using var music = new MusicFolder();
        string one = music.Wav("one.wav", 20);
        Directory.CreateDirectory(music.At("many"));
        for (int i = 0; i < 500; i++)
            File.CreateSymbolicLink(music.At("many", $"{i:000}.wav"), one);
        using var process = Gyms.Start(music.Path, "classify", "--model", music.Model, "many", "--json", "all.jsonl", "--csv", "all.csv", "--plot", "plots");
        await Gyms.UntilAsync(process, () => Directory.Exists(music.At("plots", "many")) && File.Exists(music.At("plots", "many", "002.wav.png")));
        Gyms.Signal(process, signal);
        var ended = await Gyms.EndAsync(process);

        Assert.Equal(code, ended.Code);
        Assert.False(File.Exists(music.At("all.jsonl")));
        Assert.False(File.Exists(music.At("all.csv")));
        var left = MusicFolder.Tree(music.Path).Keys.Where(path => !path.StartsWith("many/", StringComparison.Ordinal) && path != "one.wav").ToList();
        Assert.InRange(left.Count, 1, 499);
        Assert.All(left, path => Assert.Matches(@"^plots/many/\d{3}\.wav\.png$", path));
    }

    [Theory]
    [InlineData("KILL")]
    [InlineData("INT")]
    public async Task Spectrograms_go_on_after_a_kill_and_end_up_the_same(string signal)
    {
        using var music = new MusicFolder();
        music.Wav("music/a.wav", 20);
        // An hour, so that the signal comes long before the end.
        music.Wav("minute.wav", 60);
        music.Shell("ffmpeg -v error -stream_loop 59 -i minute.wav -c copy music/long.wav");
        music.Wav("music/silent.wav", (6, true), (4, false));
        Assert.Equal(0, (await Gyms.RunAsync(music.Path, "spectrograms", "music", "--out", "whole")).Code);

        string[] command = ["spectrograms", "music", "--out", "resumed", "--jobs", "1"];
        for (int kills = 1; kills <= 2; kills++)
        {
            int enough = 30 * kills;
            using var process = Gyms.Start(music.Path, command);
            await Gyms.UntilAsync(process, () => Pictures(music) >= enough);
            Gyms.Signal(process, signal);
            int code = (await Gyms.EndAsync(process)).Code;
            Assert.Equal(signal == "INT" ? 130 : 137, code);
            Assert.False(Directory.Exists(music.At("resumed", "music", "long.wav")));
        }
        int before = Pictures(music);
        Assert.Equal(0, (await Gyms.RunAsync(music.Path, command)).Code);

        Assert.InRange(before, 60, 600);
        Assert.Equal(MusicFolder.Tree(music.At("whole")), MusicFolder.Tree(music.At("resumed")));
    }

    [Fact]
    public async Task Finished_spectrograms_are_left_alone_until_the_track_changes()
    {
        using var music = new MusicFolder();
        music.Wav("a.wav", 20);
        string[] command = ["spectrograms", "a.wav", "--out", "out"];
        await Gyms.RunAsync(music.Path, command);
        var written = File.GetLastWriteTimeUtc(music.At("out", "a.wav", "000000.png"));
        await Gyms.RunAsync(music.Path, command);
        Assert.Equal(written, File.GetLastWriteTimeUtc(music.At("out", "a.wav", "000000.png")));

        music.Wav("a.wav", 8);
        Assert.Equal(0, (await Gyms.RunAsync(music.Path, command)).Code);
        Assert.Equal(["000000.png", "index.json"], MusicFolder.Tree(music.At("out", "a.wav")).Keys);
    }

    private static int Pictures(MusicFolder music) =>
        Directory.Exists(music.At("resumed")) ? MusicFolder.Files(music.At("resumed")).Count(path => path.EndsWith(".png", StringComparison.Ordinal)) : 0;
}
