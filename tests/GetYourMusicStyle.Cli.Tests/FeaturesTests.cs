using System.Globalization;
using System.Text.Json;
using GetYourMusicStyle.Features;

namespace GetYourMusicStyle.Cli.Tests;

public class FeaturesTests
{
    [Fact]
    public async Task Csv_has_a_record_a_window_with_the_folder_as_label()
    {
        using var music = new MusicFolder();
        music.Wav("Rock/a.wav", 15);
        var ended = await Gyms.RunAsync(music.Path, "features", "Rock", "--label-from", "folder", "--csv", "f.csv");

        Assert.Equal((0, ""), (ended.Code, ended.Output));
        string[][] records = [.. File.ReadAllLines(music.At("f.csv")).Select(line => line.Split(','))];
        Assert.Equal(["path", "start_s", "end_s", .. FeatureNames.All, "label"], records[0]);
        Assert.Equal([("0", "6"), ("6", "12"), ("9", "15")], records[1..].Select(record => (record[1], record[2])));
        Assert.All(records[1..], record =>
        {
            Assert.Equal(("Rock/a.wav", "Rock"), (record[0], record[^1]));
            Assert.All(record[3..^1], field => Assert.True(float.IsFinite(float.Parse(field, CultureInfo.InvariantCulture))));
        });
    }

    [Fact]
    public async Task Json_has_a_line_a_window_with_the_same_numbers()
    {
        using var music = new MusicFolder();
        music.Wav("a.wav", 12);
        var json = await Gyms.RunAsync(music.Path, "features", "a.wav", "--json", "-");
        var csv = await Gyms.RunAsync(music.Path, "features", "a.wav");

        string[] lines = json.Output.TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        var window = JsonDocument.Parse(lines[1]).RootElement;
        Assert.Equal(["path", "start_s", "end_s", "features"], window.EnumerateObject().Select(property => property.Name));
        var features = window.GetProperty("features").EnumerateObject().ToList();
        Assert.Equal(FeatureNames.All, features.Select(feature => feature.Name));
        Assert.Equal(csv.Output.TrimEnd().Split('\n')[2].Split(',')[3..].Select(Number), features.Select(feature => feature.Value.GetSingle()));
    }

    [Fact]
    public async Task The_label_can_come_from_the_tags()
    {
        var ended = await Gyms.RunAsync(Gyms.Root, "features", "samples", "--label-from", "tag");
        Assert.Equal(0, ended.Code);
        var labels = ended.Output.TrimEnd().Split('\n').Skip(1).Select(line => line.Split(',')).GroupBy(record => record[0], record => record[^1]);
        Assert.Equal(
            [("samples/chaos-god.mp3", "Rock"), ("samples/city-blues.mp3", "Blues"), ("samples/coherence.opus", "Electronic Chill"),
                ("samples/minstrels.flac", "Folk"), ("samples/orchestra.ogg", "Classical"), ("samples/parsec.m4a", "Electronic")],
            labels.Select(file => (file.Key, file.Distinct().Single())));
    }

    private static float Number(string text) => float.Parse(text, CultureInfo.InvariantCulture);
}
