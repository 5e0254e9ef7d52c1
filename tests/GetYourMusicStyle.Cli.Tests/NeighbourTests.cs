using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace GetYourMusicStyle.Cli.Tests;

/// <summary>What <c>gyms evaluate --neighbours</c> makes of a table of held-out tracks.</summary>
public partial class NeighbourTests
{
    private static readonly string[] Genres = ["Calm", "Loud", "Odd"];

    [Fact]
    public async Task Sound_that_tells_what_genres_do_not_gets_a_weight()
    {
        using var music = new MusicFolder();
        // The models know nothing; the sound does.
        string page = await EvaluateAsync(music, Table(soundTells: true, genresTell: false));
        Assert.True(Weight(page) > 0);
        Assert.InRange(Share(page, "nearest by sound only"), 0.95, 1);
        Assert.InRange(Share(page, "**nearest by both**"), 0.95, 1);
        Assert.InRange(Share(page, "nearest by genre only"), 0.1, 0.6);
        Assert.Equal(0.273, Share(page, "at random"));      // 15 of 55
    }

    [Fact]
    public async Task Sound_that_tells_nothing_costs_nothing()
    {
        using var music = new MusicFolder();
        string page = await EvaluateAsync(music, Table(soundTells: false, genresTell: true));
        Assert.True(Weight(page) <= 0.2);
        Assert.InRange(Share(page, "nearest by sound only"), 0.2, 0.5);
        Assert.InRange(Share(page, "**nearest by both**"), 0.9, 1);
    }

    [Fact]
    public async Task Nobody_is_a_neighbour_of_its_own_artist()
    {
        using var music = new MusicFolder();
        // Every artist has a sound of its own, and one genre: only its own tracks would tell the genre.
        string page = await EvaluateAsync(music, Table(soundTells: false, genresTell: false, ownSound: true));
        Assert.InRange(Share(page, "nearest by sound only"), 0, 0.45);
    }

    [Fact]
    public async Task Recordings_come_first_and_rendered_music_after_them()
    {
        using var music = new MusicFolder();
        string page = await EvaluateAsync(music, Table(soundTells: true, genresTell: true));
        Assert.True(page.IndexOf("## Recordings", StringComparison.Ordinal) < page.IndexOf("## Rendered music", StringComparison.Ordinal));
        Assert.Contains("60 recordings of 12 artists", page, StringComparison.Ordinal);
        Assert.Contains("| Odd | 20 | 4 | 1.000", page, StringComparison.Ordinal);
        Assert.Equal(1, Share(page, "at best"));
        Assert.False(File.Exists(music.At("models", "sound.json")));
    }

    [Fact]
    public async Task A_table_without_embeddings_is_refused()
    {
        using var music = new MusicFolder();
        string table = Regex.Replace(Table(true, true), "embedding:", "other:");
        File.WriteAllText(music.At("tracks.csv"), table);
        var ended = await Gyms.RunAsync(music.Path, "evaluate", "--model", music.Model, "--neighbours", "tracks.csv");
        Assert.Equal(2, ended.Code);
        Assert.Contains("embedding:0", ended.Error, StringComparison.Ordinal);
    }

    private static async Task<string> EvaluateAsync(MusicFolder music, string table)
    {
        File.WriteAllText(music.At("tracks.csv"), table);
        Directory.CreateDirectory(music.At("models"));
        var ended = await Gyms.RunAsync(music.Path, "evaluate", "--model", "models", "--neighbours", "tracks.csv");
        Assert.True(ended.Code == 0, ended.Error);
        return File.ReadAllText(music.At("models", "NEIGHBOURS.md"));
    }

    /// <summary>60 recordings by 12 artists of a genre each, and 30 rendered songs.</summary>
    private static string Table(bool soundTells, bool genresTell, bool ownSound = false)
    {
        var random = new Random(5);
        double Noise() => (random.NextDouble() - 0.5) / 5;
        var text = new StringBuilder("song,group,family,genre,unheard,");
        text.AppendJoin(',', Genres.Select(genre => $"p:{genre}").Concat(Enumerable.Range(0, 25).Select(i => $"mean:{i}"))
            .Concat(Enumerable.Range(0, 25).Select(i => $"spread:{i}")).Concat(Enumerable.Range(0, 4).Select(i => $"embedding:{i}"))).Append('\n');
        for (int song = 0; song < 90; song++)
        {
            bool recorded = song < 60;
            int group = recorded ? song / 5 : song, genre = group % Genres.Length;
            double[] odds = [.. Genres.Select((_, g) => genresTell && g == genre ? 10 : 1 + random.NextDouble())];
            int sound = ownSound ? 7 * group : genre;
            double[] embedding = soundTells || ownSound ? [Math.Cos(sound) + Noise(), Math.Sin(sound) + Noise(), Noise(), Noise()] : [.. Enumerable.Range(0, 4).Select(_ => 5 * Noise())];
            var numbers = odds.Select(odd => odd / odds.Sum()).Concat(Enumerable.Range(0, 50).Select(_ => 1000 * random.NextDouble())).Concat(embedding);
            text.Append(CultureInfo.InvariantCulture, $"s{song},{(recorded ? "artist:" : "")}{group},{(recorded ? "recorded" : "bright")},{Genres[genre]},{song % 2},");
            text.AppendJoin(',', numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture))).Append('\n');
        }
        return text.ToString();
    }

    private static double Weight(string page) => double.Parse(ChosenWeight().Match(page).Groups[1].Value, CultureInfo.InvariantCulture);

    /// <summary>The first figure of a row of the page's first table.</summary>
    private static double Share(string page, string row) =>
        double.Parse(Regex.Match(page, $@"^\| {Regex.Escape(row)} \| ([\d.]+)", RegexOptions.Multiline).Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\*\*Weight of the sound: ([\d.]+)\*\*")]
    private static partial Regex ChosenWeight();
}
