using System.Xml.Linq;

namespace GetYourMusicStyle.Cli.Tests;

public class UsageTests
{
    [Theory]
    [InlineData("unknown option --bogus", "classify", "--bogus", ".")]
    [InlineData("PATH", "classify")]
    [InlineData("no such file or folder", "classify", "not-there.mp3")]
    [InlineData("no model manifest", "classify", ".", "--model", "no-model-here")]
    [InlineData("there is no ensemble 'best'", "classify", ".", "--model", "MODEL", "--ensemble", "best")]
    [InlineData("cannot both", "classify", ".", "--model", "MODEL", "--json", "-", "--csv", "-")]
    [InlineData("one of the audio files", "classify", ".", "--model", "MODEL", "--csv", "a.wav")]
    [InlineData("the same file", "classify", ".", "--model", "MODEL", "--csv", "x", "--json", "./x")]
    [InlineData("no such folder", "classify", ".", "--model", "MODEL", "--json", "not-there/x.jsonl")]
    [InlineData("--jobs must be a whole number", "classify", ".", "--jobs", "0")]
    [InlineData("--jobs must be a whole number", "classify", ".", "--jobs", "abc")]
    [InlineData("--jobs must be a whole number", "spectrograms", ".", "--out", "x", "--jobs", "99999999999")]
    [InlineData("--folds must be a whole number", "train", "--corpus", "empty", "--out", "models", "--folds", "abc")]
    [InlineData("no audio file in empty", "classify", "empty")]
    [InlineData("is a folder", "features", ".", "--csv", "empty")]
    [InlineData("folder", "features", ".", "--label-from", "moon")]
    [InlineData("--out", "spectrograms", ".")]
    [InlineData("there is no corpus manifest", "train", "--corpus", "empty", "--out", "models")]
    [InlineData("no audio file in empty", "train", "--library", "empty")]
    [InlineData("one thing to learn from", "train", "--out", "models")]
    [InlineData("one thing to learn from", "train", "--library", ".", "--corpus", "empty")]
    [InlineData("no such file", "train", "--features", "not-there.csv")]
    [InlineData("install it", "train", "--library", ".", "--out", "ROOT")]
    [InlineData("or --back", "install")]
    [InlineData("no model manifest", "install", "empty")]
    [InlineData("--out", "train", "--corpus", "empty")]
    [InlineData("nonsense", "nonsense")]
    public async Task Bad_usage_is_told_in_a_line_and_ends_with_2(string message, params string[] arguments)
    {
        using var music = new MusicFolder();
        music.Wav("a.wav", 7);
        Directory.CreateDirectory(music.At("empty"));
        var ended = await Gyms.RunAsync(music.Path, [.. arguments.Select(argument => argument switch { "MODEL" => music.Model, "ROOT" => Path.Combine(Gyms.Root, "models"), _ => argument })]);
        Assert.Equal(2, ended.Code);
        Assert.Contains(message, ended.Error);
        Assert.DoesNotContain("   at ", ended.Error);
        Assert.Equal("", ended.Output);
    }

    [Fact]
    public async Task Gyms_alone_prints_its_commands_and_ends_with_2()
    {
        var ended = await Gyms.RunAsync(Gyms.Root);
        Assert.Equal(2, ended.Code);
        Assert.All(new[] { "classify", "features", "spectrograms", "corpus", "train", "evaluate" }, name => Assert.Contains(name, ended.Output));
    }

    [Theory]
    [InlineData("classify")]
    [InlineData("features")]
    [InlineData("spectrograms")]
    [InlineData("tag")]
    [InlineData("corpus")]
    [InlineData("train")]
    [InlineData("evaluate")]
    [InlineData("install")]
    [InlineData("playlist")]
    public async Task Every_command_has_help_with_examples(string command)
    {
        var ended = await Gyms.RunAsync(Gyms.Root, command, "--help");
        Assert.Equal(0, ended.Code);
        Assert.Contains($"Examples:\n  gyms {command} ", ended.Output);
    }

    [Fact]
    public async Task Version_prints_one_line()
    {
        var ended = await Gyms.RunAsync(Gyms.Root, "--version");
        Assert.Equal(0, ended.Code);
        Assert.Matches(@"^\d+\.\d+\.\d+\S*\n$", ended.Output);
        Assert.Equal(XDocument.Load(Path.Combine(Gyms.Root, "Directory.Build.props")).Descendants("Version").Single().Value + "\n", ended.Output);
    }
}
