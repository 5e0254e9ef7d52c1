using NAudio.Wave;

namespace GetYourMusicStyle.Analysis.Tests;

/// <summary>A WAV file of parts that are each a tone with noise, or silence.</summary>
public sealed class Recording : IDisposable
{
    private const int Rate = 22_050;

    public Recording(params (double Seconds, bool Silent)[] parts)
    {
        Folder = Directory.CreateTempSubdirectory("gyms-analysis-").FullName;
        using var writer = new WaveFileWriter(Path, new WaveFormat(Rate, 16, 1));
        var random = new Random(1);
        foreach (var (seconds, silent) in parts)
        {
            double tone = 200 + random.Next(800);
            for (int i = 0; i < seconds * Rate; i++)
                writer.WriteSample(silent ? 0 : (float)((0.3 * Math.Sin(2 * Math.PI * tone * i / Rate)) + (0.1 * (random.NextDouble() - 0.5))));
        }
    }

    public string Folder { get; }

    public string Path => At("recording.wav");

    public string At(string name) => System.IO.Path.Combine(Folder, name);

    /// <summary>One of the recordings in <c>samples</c>.</summary>
    public static string Sample(string name)
    {
        string folder = AppContext.BaseDirectory;
        while (!Directory.Exists(System.IO.Path.Combine(folder, "samples")))
            folder = System.IO.Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("There is no samples folder above the tests.");
        return System.IO.Path.Combine(folder, "samples", name);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
