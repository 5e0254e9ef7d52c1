using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using NAudio.Wave;

namespace GetYourMusicStyle.Features.Tests;

/// <summary>The reference values that librosa 0.11 gave for eleven files; see golden/README.md.</summary>
internal static partial class Golden
{
    public static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "golden");

    public static readonly string[] Names =
        [.. Directory.GetFiles(Path.Combine(Folder, "wav")).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)!];

    /// <summary>Samples of a reference input, full scale 1.</summary>
    public static float[] Samples(string name)
    {
        using var reader = new WaveFileReader(Path.Combine(Folder, "wav", name + ".wav"));
        var samples = new float[reader.SampleCount];
        reader.ToSampleProvider().Read(samples);
        return samples;
    }

    /// <summary>The JSON of an input.</summary>
    public static JsonElement Document(string name) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "out", name + ".json"))).RootElement;

    /// <summary>A numpy array of float32 or float16 in C order, and its shape.</summary>
    public static (float[] Values, int[] Shape) Array(string name)
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(Folder, "out", name + ".npy"));
        int header = BitConverter.ToUInt16(bytes, 8);
        string text = Encoding.ASCII.GetString(bytes, 10, header);
        int[] shape = [.. Shape().Match(text).Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(d => int.Parse(d, CultureInfo.InvariantCulture))];
        ReadOnlySpan<byte> data = bytes.AsSpan(10 + header);
        if (text.Contains("'<f2'", StringComparison.Ordinal))
            return ([.. MemoryMarshal.Cast<byte, Half>(data).ToArray().Select(half => (float)half)], shape);
        Assert.Contains("'<f4'", text, StringComparison.Ordinal);
        return (MemoryMarshal.Cast<byte, float>(data).ToArray(), shape);
    }

    [GeneratedRegex(@"\(([^)]*)\)")]
    private static partial Regex Shape();
}
