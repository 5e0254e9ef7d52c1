namespace GetYourMusicStyle.Cli.Tests;

public class FileNameTests
{
    [Fact]
    public async Task Folders_are_walked_in_order_without_hidden_files_and_loops()
    {
        using var music = new MusicFolder();
        music.Wav("b/2.wav", 7);
        music.Wav("b/1.WAV", 7);
        music.Wav("a.wav", 7);
        music.Wav("c.wav", 7);
        music.Wav(".hidden.wav", 7);
        music.Wav(".trash/x.wav", 7);
        File.WriteAllText(music.At("cover.jpg"), "no audio");
        Directory.CreateSymbolicLink(music.At("b", "loop"), music.Path);
        var ended = await Gyms.RunAsync(music.Path, "features", ".", "b/1.WAV", "--csv", "-");

        Assert.Equal(0, ended.Code);
        Assert.Equal(["./a.wav", "./b/1.WAV", "./b/2.wav", "./c.wav"], Paths(ended.Output));
    }

    [Fact]
    public async Task A_file_that_is_named_is_tried_whatever_it_is_called()
    {
        using var music = new MusicFolder();
        File.Move(music.Wav("a.wav", 7), music.At("@a.music"));
        var ended = await Gyms.RunAsync(music.Path, "features", "@a.music");
        Assert.Equal(0, ended.Code);
        Assert.Equal(["@a.music"], Paths(ended.Output));
    }

    [Fact]
    public async Task What_a_terminal_would_obey_is_written_as_escapes()
    {
        using var music = new MusicFolder();
        music.Wav("[red]\u001b[2Jbad\u202e.wav", 7);
        music.Wav("[bold]\u0007.wav", 1);
        var ended = await music.ClassifyAsync(".");
        Assert.Equal(1, ended.Code);
        Assert.Contains(@"./[red]\x1b[2Jbad\u202e.wav", ended.Output);
        Assert.Contains(@"./[bold]\x07.wav: ", ended.Error);
        Assert.DoesNotContain('\u001b', ended.Output + ended.Error);
    }

    [Fact]
    public async Task A_name_that_is_not_utf8_does_not_stop_the_others()
    {
        using var music = new MusicFolder();
        music.Wav("a.wav", 7);
        music.Shell(@"cp a.wav ""$(printf 'caf\351.wav')""");
        var ended = await Gyms.RunAsync(music.Path, "features", ".");
        Assert.Equal(1, ended.Code);
        Assert.Equal(["./a.wav"], Paths(ended.Output));
        Assert.Contains("UTF-8", ended.Error);
    }

    [Fact]
    public async Task Inputs_of_the_same_name_do_not_share_an_output()
    {
        using var music = new MusicFolder();
        music.Wav("x/a.wav", 7);
        music.Wav("y/a.wav", 13);
        string outside = music.Wav("z/a.wav", 7);
        Directory.CreateDirectory(music.At("work"));
        var ended = await Gyms.RunAsync(music.At("work"), "spectrograms", "../x/a.wav", music.At("y"), outside, "--out", "out");
        Assert.Equal(0, ended.Code);
        var tree = MusicFolder.Tree(music.At("work", "out"));
        Assert.Equal(3, tree.Keys.Count(path => path.EndsWith("a.wav/index.json", StringComparison.Ordinal)));
        Assert.Equal(1 + 2 + 1, tree.Keys.Count(path => path.EndsWith(".png", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Names_as_long_as_a_file_system_allows_are_shortened_in_the_output()
    {
        using var music = new MusicFolder();
        music.Wav(new string('é', 120) + "one.wav", 7);
        music.Wav(new string('é', 120) + "two.wav", 13);
        var ended = await Gyms.RunAsync(music.Path, "spectrograms", ".", "--out", "out");
        Assert.Equal((0, ""), (ended.Code, ended.Error));
        Assert.Equal(1 + 2 + 2, MusicFolder.Files(music.At("out")).Count());
    }

    private static IEnumerable<string> Paths(string csv) =>
        csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line[..line.IndexOf(',')]).Distinct();
}
