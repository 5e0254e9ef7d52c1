using System.Diagnostics;
using System.Runtime.InteropServices;
using GetYourMusicStyle.Scoring.Tests;
using NAudio.Wave;

namespace GetYourMusicStyle.Cli.Tests;

/// <summary>A temporary folder with made-up music and a tiny model, to run commands in.</summary>
public sealed class MusicFolder : IDisposable
{
    private const int Rate = 22_050;
    private readonly ModelFolder _model = new();

    public MusicFolder()
    {
        _model.Save();
        Path = Directory.CreateTempSubdirectory("gyms-cli-").FullName;
    }

    public string Path { get; }

    public string Model => _model.Path;

    /// <summary>Lets the tiny model hear the same in every track, and music by this logit.</summary>
    public void HearAlike(float music)
    {
        _model.HearAlike(music);
        _model.Save();
    }

    public string At(params string[] names) => System.IO.Path.Combine([Path, .. names]);

    public void Dispose()
    {
        _model.Dispose();
        Process.Start("rm", ["-rf", Path]).WaitForExit();       // .NET cannot remove names that are not UTF-8
    }

    /// <summary>Writes a mono 16-bit WAV file of parts that are each noise or silence, in seconds.</summary>
    public string Wav(string name, params (double Seconds, bool Silent)[] parts)
    {
        var random = new Random(name.Length);
        var samples = new List<short>();
        foreach (var (seconds, silent) in parts)
        {
            double tone = 200 + random.Next(800);
            for (int i = 0; i < seconds * Rate; i++)
                samples.Add(silent ? (short)0 : (short)(8000 * Math.Sin(2 * Math.PI * tone * i / Rate) + random.Next(-2000, 2000)));
        }
        string path = At(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        using var file = new WaveFileWriter(path, new WaveFormat(Rate, 16, 1));
        file.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(samples)));
        return path;
    }

    /// <summary>Seconds of noise.</summary>
    public string Wav(string name, double seconds) => Wav(name, (seconds, false));

    /// <summary>Runs a shell command in the folder: for what .NET cannot name.</summary>
    public void Shell(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", command]) { WorkingDirectory = Path })!;
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }

    /// <summary>Classifies with the tiny model.</summary>
    public Task<Ended> ClassifyAsync(params string[] arguments) => Gyms.RunAsync(Path, ["classify", "--model", Model, .. arguments]);

    /// <summary>Every file below a folder, hidden ones too.</summary>
    public static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 });

    /// <summary>Every file below a folder with its contents, by relative path.</summary>
    public static SortedDictionary<string, string> Tree(string folder) => new(
        Files(folder).ToDictionary(path => System.IO.Path.GetRelativePath(folder, path), path => Convert.ToBase64String(File.ReadAllBytes(path))),
        StringComparer.Ordinal);
}
