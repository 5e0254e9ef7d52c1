using System.Security.Cryptography;
using System.Text.Json;
using GetYourMusicStyle.Scoring.Manifests;
using GetYourMusicStyle.Scoring.Tests;

namespace GetYourMusicStyle.Cli.Tests;

public class ClassifyTests
{
    [Fact]
    public async Task A_track_is_one_line_of_json_as_the_contract_says()
    {
        using var music = new MusicFolder();
        string path = music.Wav("a.wav", (12, false), (6, true), (10, false));
        var ended = await music.ClassifyAsync("a.wav", "--json", "-");

        Assert.Equal((0, ""), (ended.Code, ended.Error));
        var track = Assert.Single(Lines(ended.Output));
        Assert.Equal(
            ["path", "sha256", "duration_s", "genre", "confidence", "uncertain", "probabilities", "music", "sounds", "windows", "model_version", "error"],
            track.EnumerateObject().Select(property => property.Name));
        Assert.Equal("a.wav", track.GetProperty("path").GetString());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), track.GetProperty("sha256").GetString());
        Assert.Equal(28, track.GetProperty("duration_s").GetDouble());
        Assert.Contains(track.GetProperty("genre").GetString(), ModelFolder.Genres);
        Assert.InRange(track.GetProperty("confidence").GetDouble(), 1.0 / 3, 1);
        Assert.Contains(track.GetProperty("uncertain").ValueKind, new[] { JsonValueKind.True, JsonValueKind.False });
        Assert.Matches("^[0-9a-f]{64}$", track.GetProperty("model_version").GetString());
        Assert.Equal(JsonValueKind.Null, track.GetProperty("error").ValueKind);

        var probabilities = track.GetProperty("probabilities").EnumerateObject().ToList();
        Assert.Equal(ModelFolder.Genres, probabilities.Select(property => property.Name));
        Assert.Equal(1, probabilities.Sum(property => property.Value.GetDouble()), 4);
        var windows = track.GetProperty("windows").EnumerateArray().ToList();
        Assert.Equal([0, 6, 12, 18, 22], windows.Select(window => window.GetProperty("start_s").GetDouble()));
        Assert.Equal([6, 12, 18, 24, 28], windows.Select(window => window.GetProperty("end_s").GetDouble()));
        Assert.Equal([false, false, true, false, false], windows.Select(window => window.GetProperty("silent").GetBoolean()));
        Assert.Equal(JsonValueKind.Null, windows[2].GetProperty("probabilities").ValueKind);
        Assert.All(windows.Where((_, i) => i != 2), window =>
        {
            Assert.Equal(["start_s", "end_s", "silent", "probabilities"], window.EnumerateObject().Select(property => property.Name));
            Assert.Equal(1, window.GetProperty("probabilities").EnumerateArray().Sum(p => p.GetDouble()), 4);
        });
    }

    [Fact]
    public async Task Bad_files_are_named_and_the_others_are_done()
    {
        using var music = new MusicFolder();
        music.Wav("a.wav", 8);
        File.WriteAllText(music.At("b.mp3"), "this is no music");
        File.WriteAllText(music.At("c.flac"), "");
        music.Wav("d.wav", 1);
        music.Wav("e.wav", 8);
        var ended = await music.ClassifyAsync(".", "--json", "all.jsonl");

        Assert.Equal(1, ended.Code);
        var tracks = Lines(File.ReadAllText(music.At("all.jsonl")));
        Assert.Equal(["./a.wav", "./b.mp3", "./c.flac", "./d.wav", "./e.wav"], tracks.Select(track => track.GetProperty("path").GetString()));
        foreach (int bad in new[] { 1, 2, 3 })
        {
            Assert.False(tracks[bad].TryGetProperty("genre", out _));
            string reason = tracks[bad].GetProperty("error").GetString()!;
            Assert.Contains($"gyms: {tracks[bad].GetProperty("path").GetString()}: {reason}", ended.Error);
        }
        Assert.All(new[] { 0, 4 }, good => Assert.Equal(JsonValueKind.String, tracks[good].GetProperty("genre").ValueKind));
    }

    [Theory]
    [InlineData(0.0, false)]
    [InlineData(1.0, true)]
    public async Task A_genre_that_is_not_sure_is_called_so_in_the_table(double threshold, bool notSure)
    {
        using var music = new MusicFolder();
        music.Wav("a.wav", 8);
        string manifest = Path.Combine(music.Model, ManifestFile.Name);
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"threshold\":0.5", $"\"threshold\":{threshold:0.0}", StringComparison.Ordinal));
        var ended = await music.ClassifyAsync("a.wav");

        Assert.Equal(0, ended.Code);
        Assert.Equal(notSure, ended.Output.Contains("not sure: ", StringComparison.Ordinal));
        Assert.Contains(ModelFolder.Genres, genre => ended.Output.Contains(genre, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_else_is_heard_is_in_json_and_csv_strongest_first()
    {
        using var music = new MusicFolder();
        music.HearAlike(3);
        music.Wav("a.wav", 8);
        Assert.Equal(0, (await music.ClassifyAsync("a.wav", "--json", "a.jsonl", "--csv", "a.csv")).Code);

        var track = Assert.Single(Lines(File.ReadAllText(music.At("a.jsonl"))));
        Assert.Equal(Sigmoid(3), track.GetProperty("music").GetDouble(), 5);
        var sounds = track.GetProperty("sounds").EnumerateArray().ToList();
        Assert.All(sounds, sound => Assert.Equal(["name", "kind", "strength"], sound.EnumerateObject().Select(property => property.Name)));
        Assert.Equal(["choir, voice", "piano, instrument"], sounds.Select(sound => $"{sound.GetProperty("name")}, {sound.GetProperty("kind")}"));
        Assert.Equal(Sigmoid(2), sounds[0].GetProperty("strength").GetDouble(), 5);
        Assert.EndsWith(",choir;piano,0.952574", File.ReadAllLines(music.At("a.csv"))[1], StringComparison.Ordinal);

        static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
    }

    [Fact]
    public async Task A_track_that_is_hardly_music_is_asked_about_in_the_table()
    {
        using var music = new MusicFolder();
        music.HearAlike(-3);
        music.Wav("a.wav", 8);
        var ended = await music.ClassifyAsync("a.wav");
        Assert.Matches(@"(?m)^a\.wav +not music\? (Calm|Noisy|Odd) +[0-5]% ", ended.Output);
    }

    [Fact]
    public async Task A_silent_track_succeeds_without_a_genre()
    {
        using var music = new MusicFolder();
        music.Wav("a.wav", (13, true));
        var ended = await music.ClassifyAsync("a.wav", "--json", "a.jsonl");

        Assert.Equal(0, ended.Code);
        Assert.Contains("(silent)", ended.Output);
        var track = Assert.Single(Lines(File.ReadAllText(music.At("a.jsonl"))));
        Assert.Equal(JsonValueKind.Null, track.GetProperty("genre").ValueKind);
        Assert.Equal(0, track.GetProperty("confidence").GetDouble());
    }

    [Fact]
    public async Task The_table_names_file_genre_confidence_two_more_genres_and_the_timeline()
    {
        using var music = new MusicFolder();
        music.Wav("a.wav", (12, false), (6, true), (12, false));
        var ended = await music.ClassifyAsync("a.wav");
        Assert.Matches(@"(?m)^a\.wav +(not sure: )?(Calm|Noisy|Odd) +\d+% +(Calm|Noisy|Odd).\d+%, (Calm|Noisy|Odd).\d+% +[▁-█]{2}·[▁-█]{2}\s*$", ended.Output);
    }

    [Fact]
    public async Task The_number_of_jobs_changes_nothing()
    {
        using var music = new MusicFolder();
        for (int i = 0; i < 12; i++)
            music.Wav($"{i:00}.wav", 7 + i * 11 % 17);
        var one = await music.ClassifyAsync(".", "--json", "-", "--jobs", "1");
        var many = await music.ClassifyAsync(".", "--json", "-", "--jobs", "5");
        Assert.Equal(12, Lines(one.Output).Count);
        Assert.Equal(one.Output, many.Output);
    }

    [Fact]
    public async Task Csv_has_a_header_and_a_record_a_track_with_awkward_names_quoted()
    {
        using var music = new MusicFolder();
        music.Wav("one, \"two\".wav", 7);
        File.WriteAllText(music.At("two.mp3"), "no music");
        var ended = await music.ClassifyAsync(".", "--csv", "-");

        Assert.Equal(1, ended.Code);
        string[] lines = ended.Output.TrimEnd().Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Equal("path,sha256,duration_s,genre,confidence,uncertain,Calm,Noisy,Odd,model_version,error,sounds,music", lines[0]);
        Assert.Matches(@"^""\./one, """"two""""\.wav"",[0-9a-f]{64},7,(Calm|Noisy|Odd),0\.\d+,(true|false),[\d.E-]+,[\d.E-]+,[\d.E-]+,[0-9a-f]{64},,,1$", lines[1]);
        Assert.Matches(@"^\./two\.mp3,[0-9a-f]{64},,,,,,,,[0-9a-f]{64},.+,,$", lines[2]);
    }

    [Fact]
    public async Task Ensembles_are_chosen_by_name_and_have_versions_of_their_own()
    {
        using var music = new MusicFolder();
        music.Wav("a.wav", 7);
        var all = Lines((await music.ClassifyAsync("a.wav", "--json", "-")).Output)[0];
        var plain = Lines((await music.ClassifyAsync("a.wav", "--json", "-", "--ensemble", "plain")).Output)[0];
        Assert.NotEqual(all.GetProperty("model_version").GetString(), plain.GetProperty("model_version").GetString());
    }

    [Fact]
    public async Task Pictures_mirror_the_input()
    {
        using var music = new MusicFolder();
        music.Wav("x/a.wav", (12, false), (6, true), (12, false));
        music.Wav("y/a.wav", (7, true));
        Assert.Equal(0, (await music.ClassifyAsync("x", "y", "--plot", "plots")).Code);
        Assert.Equal(["x/a.wav.png", "y/a.wav.png"], MusicFolder.Tree(music.At("plots")).Keys);
        Assert.Equal([0x89, .. "PNG"u8], File.ReadAllBytes(music.At("plots", "x", "a.wav.png"))[..4]);
    }

    private static List<JsonElement> Lines(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
}
