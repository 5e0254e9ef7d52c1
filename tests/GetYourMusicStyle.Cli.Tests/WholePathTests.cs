using System.Text.Json;

namespace GetYourMusicStyle.Cli.Tests;

/// <summary>From a labelled folder to a verdict, by the product's own scripts: extraction, training, export, manifest, scoring.</summary>
public class WholePathTests
{
    [Fact]
    public async Task A_labelled_folder_becomes_models_that_classify()
    {
        using var music = new MusicFolder();
        for (int i = 0; i < 4; i++)
        {
            music.Wav($"lib/Tone/{new string('a', i + 1)}.wav", 13);
            music.Wav($"lib/Pulse/longer {new string('a', i + 1)}.wav", Pulses());
        }
        var trained = await Gyms.RunAsync(music.Path, "train", "--library", "lib", "--out", "models", "--quick", "--seed", "2");
        Assert.True(trained.Code == 0, trained.Error);
        Assert.Contains("How well it does on music held out", trained.Output);
        Assert.Contains("./gyms install models", trained.Output);

        var classified = await Gyms.RunAsync(music.Path, "classify", "lib", "--model", "models", "--json", "-");
        Assert.True(classified.Code == 0, classified.Error);
        string[] lines = classified.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(8, lines.Length);
        Assert.All(lines, line => Assert.Contains(JsonDocument.Parse(line).RootElement.GetProperty("genre").GetString(), new[] { "Pulse", "Tone" }));
    }

    private static (double, bool)[] Pulses() => [.. Enumerable.Range(0, 52).Select(i => (0.25, i % 2 == 1))];
}
