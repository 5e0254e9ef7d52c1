using System.Runtime.InteropServices;
using NAudio.Wave;

namespace GetYourMusicStyle.Audio.Tests;

/// <summary>WAV files as NAudio writes them. Files that are to be wrong in some way are made by hand where they are needed.</summary>
internal static class WavFile
{
    /// <summary>Mono, 16 bits a sample.</summary>
    public static byte[] Of(int rate, ReadOnlySpan<short> samples) => Write(new WaveFormat(rate, 16, 1), MemoryMarshal.AsBytes(samples));

    /// <summary>Mono, 8 bits a sample, 128 is nothing.</summary>
    public static byte[] Of(int rate, ReadOnlySpan<byte> samples) => Write(new WaveFormat(rate, 8, 1), samples);

    /// <summary>Interleaved float32, full scale 1.</summary>
    public static byte[] Of(int rate, int channels, ReadOnlySpan<float> interleaved) =>
        Write(WaveFormat.CreateIeeeFloatWaveFormat(rate, channels), MemoryMarshal.AsBytes(interleaved));

    private static byte[] Write(WaveFormat format, ReadOnlySpan<byte> samples)
    {
        using var bytes = new MemoryStream();
        using (var writer = new WaveFileWriter(bytes, format))
            writer.Write(samples);
        return bytes.ToArray();
    }
}
