using System.Diagnostics;
using System.Text.Json;

namespace GetYourMusicStyle.Cli.Tests;

/// <summary>The samples and the models that come with the product.</summary>
public class SamplesTests
{
    private static readonly string[] Samples = [.. Directory.GetFiles(Path.Combine(Gyms.Root, "samples"))
        .Where(path => Path.GetExtension(path) is not (".md" or ".txt")).Order(StringComparer.Ordinal)];

    // In float32, 6 dB more clips nothing; in 16 bits, 20 dB less raises the noise floor against the music.
    private static readonly (string Folder, int Gain, string Codec)[] Copies =
        [("as-is", 0, "pcm_f32le"), ("quiet", -20, "pcm_f32le"), ("quiet-16-bit", -20, "pcm_s16le"), ("loud", 6, "pcm_f32le")];

    [Fact]
    public async Task Every_sample_gets_a_genre_from_the_models_that_come_with_gyms()
    {
        var ended = await Gyms.RunAsync(Gyms.Root, "classify", "samples", "--json", "-");
        Assert.Equal((0, ""), (ended.Code, ended.Error));
        var tracks = Lines(ended.Output);
        Assert.Equal(Samples.Select(path => $"samples/{Path.GetFileName(path)}"), tracks.Select(track => track.GetProperty("path").GetString()));
        Assert.All(tracks, track => Assert.Equal(JsonValueKind.String, track.GetProperty("genre").ValueKind));
    }

    [Fact]
    public async Task Every_sample_gets_a_genre_from_a_model_of_another_make()
    {
        var ended = await Gyms.RunAsync(Gyms.Root, "classify", "samples", "--model", "models/examples/mel", "--json", "-");
        Assert.Equal((0, ""), (ended.Code, ended.Error));
        var tracks = Lines(ended.Output);
        Assert.Equal(Samples.Length, tracks.Count);
        string[] genres = ["Blues", "Classical", "Electronic", "Folk", "Hip Hop", "Jazz", "Rock", "Soul"];
        Assert.All(tracks, track => Assert.Equal(genres, track.GetProperty("probabilities").EnumerateObject().Select(one => one.Name)));
        Assert.All(tracks, track => Assert.Equal(1, Probabilities(track).Sum(), 0.01));
        Assert.InRange(tracks.Select(track => track.GetProperty("genre").GetString()).Distinct().Count(), 2, genres.Length);
    }

    [Fact]
    public async Task How_loud_a_track_is_does_not_change_its_genre()
    {
        using var music = new MusicFolder();
        foreach (string sample in Samples)
        {
            foreach (var (folder, gain, codec) in Copies)
                Scale(sample, music.At(folder, Path.ChangeExtension(Path.GetFileName(sample), ".wav")), gain, codec);
        }
        var ended = await Gyms.RunAsync(
            music.Path, ["classify", .. Copies.Select(copy => copy.Folder), "--json", "-", "--model", Path.Combine(Gyms.Root, "models")]);
        Assert.Equal((0, ""), (ended.Code, ended.Error));
        var tracks = Lines(ended.Output);
        Assert.Equal(Copies.Length * Samples.Length, tracks.Count);
        for (int i = 0; i < Samples.Length; i++)
        {
            for (int copy = 1; copy < Copies.Length; copy++)
            {
                int other = i + (copy * Samples.Length);
                Assert.Equal(tracks[i].GetProperty("genre").GetString(), tracks[other].GetProperty("genre").GetString());
                // The level is taken out of what the trees, the dense network and the CNN see; the backbones were taught with it, and hear it a little.
                foreach (var (one, two) in Probabilities(tracks[i]).Zip(Probabilities(tracks[other])))
                    Assert.InRange(two - one, -0.1, 0.1);
            }
        }
    }

    private static IEnumerable<double> Probabilities(JsonElement track) =>
        track.GetProperty("probabilities").EnumerateObject().Select(property => property.Value.GetDouble());

    private static void Scale(string from, string to, int decibels, string codec)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        using var ffmpeg = Process.Start("ffmpeg", ["-v", "error", "-i", from, "-af", $"aformat=sample_fmts=flt,volume={decibels}dB", "-c:a", codec, to]);
        ffmpeg.WaitForExit();
        Assert.Equal(0, ffmpeg.ExitCode);
    }

    private static List<JsonElement> Lines(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
}
