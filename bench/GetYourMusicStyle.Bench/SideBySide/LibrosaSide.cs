using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using GetYourMusicStyle.Bench.Material;

namespace GetYourMusicStyle.Bench.SideBySide;

/// <summary>What bench/reference.py measured, in seconds.</summary>
internal sealed record LibrosaSide(
    [property: JsonPropertyName("label")] string Label,
    [property: JsonPropertyName("stages")] Dictionary<string, double> Stages,
    [property: JsonPropertyName("features_s")] double FeaturesSeconds,
    [property: JsonPropertyName("png_s")] double? PngSeconds)
{
    /// <summary>Runs the script once; null, with a word on standard error, where Python or numpy is missing.</summary>
    public static LibrosaSide? Measure()
    {
        var start = new ProcessStartInfo("/usr/bin/python3", [Path.Combine(Clip.Home, "bench", "reference.py"), Clip.Path])
        {
            RedirectStandardOutput = true,
            Environment = { ["OPENBLAS_NUM_THREADS"] = "1", ["OMP_NUM_THREADS"] = "1", ["NUMBA_NUM_THREADS"] = "1" },
        };
        try
        {
            using Process process = Process.Start(start)!;
            string json = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode == 0) return JsonSerializer.Deserialize<LibrosaSide>(json);
        }
        catch (System.ComponentModel.Win32Exception)
        {
        }

        Console.Error.WriteLine("No reference side: python3 with numpy, scipy and matplotlib is needed (apt-get install python3-scipy python3-matplotlib).");
        return null;
    }
}
