namespace GetYourMusicStyle.Cli.Tests;

/// <summary><c>gyms train --library</c>: what of your own music is learned from, and what is said of the rest.</summary>
public class LibraryTests
{
    private const string Noting = "import sys; open('given.txt', 'w').write(' '.join(sys.argv[1:]))";

    [Fact]
    public async Task A_folder_a_genre_is_cut_into_clips_without_the_introductions_of_long_tracks()
    {
        using var music = new MusicFolder();
        Tracks(music, "lib/Calm/song{0}.wav", 2);
        music.Wav("lib/Calm/Anna/album.wav", 160);
        Tracks(music, "lib/Loud/long song{0}.wav", 3);
        File.WriteAllText(music.At("lib", "Loud", "torn.mp3"), "no music");
        var ended = await TrainAsync(music, "--library", "lib", "--seed", "3");

        Assert.Equal(1, ended.Code);
        Assert.Contains("torn.mp3: ", ended.Error);
        Assert.Contains("genre by the folder: Calm 3, Loud 4", ended.Error);
        Assert.Equal($"--data {music.At("lib-models", "data")} --out {music.At("lib-models")} --library --seed 3", File.ReadAllText(music.At("given.txt")));
        string[] clips = Clips(music);
        Assert.Equal(3, clips.Count(clip => clip.Contains("Calm/Anna/album.wav,Calm,Calm/Anna/album.wav")));
        Assert.Equal(1 + 3 + 5, clips.Length);
    }

    [Fact]
    public async Task A_csv_file_gives_genres_and_artists_and_copies_count_once()
    {
        using var music = new MusicFolder();
        Tracks(music, "lib/a{0}.wav", 4);
        Tracks(music, "lib/some b{0}.wav", 4);
        File.Copy(music.At("lib", "a0.wav"), music.At("lib", "copy.wav"));
        File.Copy(music.At("lib", "a1.wav"), music.At("lib", "torn.wav"));
        File.WriteAllText(music.At("lib", "labels.csv"),
            "path,genre,artist\na0.wav,Dub,X\na1.wav,Dub,X\na2.wav,dub,Y\na3.wav,Dub,\nsome b0.wav,Ska,Z\nsome b1.wav,Ska,Z\nsome b2.wav,Ska,Z\nsome b3.wav,Ska,Z\n"
            + "copy.wav,Dub,X\ntorn.wav,Ska,X\nnot-there.wav,Ska,\n");
        var ended = await TrainAsync(music, "--library", "lib/labels.csv", "--out", "models");

        Assert.Equal(1, ended.Code);
        Assert.Contains("the same recording with different genres: a1.wav (Dub), torn.wav (Ska)", ended.Error);
        Assert.Contains("not-there.wav cannot be read", ended.Error);
        Assert.Contains("copies", ended.Error);
        Assert.Contains("Ska has 1 artist only", ended.Error);
        Assert.Contains(Clips(music, "models"), clip => clip.EndsWith("a2.wav,Dub,a2.wav,artist:y,own,own,0", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("one genre only, Calm", "--library", "lib", "--genres", "Calm")]
    [InlineData("Loud has 1", "--library", "lib")]
    [InlineData("no track is of the genre Jazz", "--library", "lib", "--genres", "Calm,Jazz")]
    [InlineData("no track has a genre", "--library", "lib", "--label-from", "tag")]
    public async Task What_cannot_be_learned_is_told_before_anything_is_extracted(string message, params string[] arguments)
    {
        using var music = new MusicFolder();
        Tracks(music, "lib/Calm/song{0}.wav", 3);
        music.Wav("lib/Loud/longer song.wav", 7);
        var ended = await TrainAsync(music, arguments);
        Assert.Equal(2, ended.Code);
        Assert.Contains(message, ended.Error);
        Assert.False(Directory.Exists(music.At("lib-models")));
    }

    private static string[] Clips(MusicFolder music, string models = "lib-models") => File.ReadAllLines(music.At(models, "data", "clips.csv"));

    private static void Tracks(MusicFolder music, string pattern, int count)
    {
        for (int i = 0; i < count; i++)
            music.Wav(string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, i), 7 + i);
    }

    private static async Task<Ended> TrainAsync(MusicFolder music, params string[] options)
    {
        Directory.CreateDirectory(music.At("home", "models", "training"));
        File.WriteAllText(music.At("home", "models", "training", "train.py"), Noting);
        using var process = Gyms.Start(music.Path, music.At("home"), ["train", .. options]);
        return await Gyms.EndAsync(process);
    }
}
