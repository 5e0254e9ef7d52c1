using System.Text.Json;
using GetYourMusicStyle.Features.Mel;
using NAudio.Wave;

namespace GetYourMusicStyle.Bench.Material;

/// <summary>The 30 s of real music that all sides analyse.</summary>
internal static class Clip
{
    public const int SampleRate = 22050;

    /// <summary>Samples of a window of 6 s.</summary>
    public const int Window = 6 * SampleRate;

    /// <summary>The root of the repository.</summary>
    public static string Home { get; } = Environment.GetEnvironmentVariable("GYMS_HOME") ?? Directory.GetCurrentDirectory();

    public static string Path { get; } = System.IO.Path.Combine(Golden, "wav", "11_music30_tumiki.wav");

    /// <summary>The mel spectrograms that our networks see, by the networks' names.</summary>
    public static IReadOnlyDictionary<string, MelParameters> Mels { get; } =
        JsonSerializer.Deserialize<Dictionary<string, MelParameters>>(File.ReadAllText(System.IO.Path.Combine(Golden, "backbones", "parameters.json")))!;

    private static string Golden => System.IO.Path.Combine(Home, "tests", "GetYourMusicStyle.Features.Tests", "golden");

    /// <summary>Mono samples of the clip, full scale 1.</summary>
    public static float[] Load()
    {
        using var reader = new WaveFileReader(Path);
        var samples = new float[reader.SampleCount];
        reader.ToSampleProvider().Read(samples);
        return samples;
    }
}
