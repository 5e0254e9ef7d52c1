using System.Buffers.Binary;

namespace GetYourMusicStyle.Api.Tests;

/// <summary>Audio files to upload.</summary>
public static class Music
{
    private const int Rate = 22050;
    private static int _next;

    /// <summary>One of the samples that come with the product.</summary>
    public static string SamplePath(string name) => Path.Combine(Server.Root, "samples", name);

    public static byte[] Sample(string name) => File.ReadAllBytes(SamplePath(name));

    /// <summary>A WAV file that no other call gives: three tones and noise.</summary>
    public static byte[] New(double seconds = 6)
    {
        int seed = Interlocked.Increment(ref _next);
        var random = new Random(seed);
        int frames = (int)(seconds * Rate);
        byte[] wav = new byte[44 + 2 * frames];
        "RIFF"u8.CopyTo(wav);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(4), wav.Length - 8);
        "WAVEfmt "u8.CopyTo(wav.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(24), Rate);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(28), 2 * Rate);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(34), 16);
        "data"u8.CopyTo(wav.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(40), 2 * frames);
        double tone = 110 * Math.Pow(2, random.NextDouble() * 3);
        for (int i = 0; i < frames; i++)
        {
            double t = i / (double)Rate;
            double value = Math.Sin(2 * Math.PI * tone * t) + 0.6 * Math.Sin(3 * Math.PI * tone * t) + 0.4 * Math.Sin(5 * Math.PI * tone * t);
            value *= 0.6 + 0.4 * Math.Sin(4 * Math.PI * t);
            BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(44 + 2 * i), (short)(6000 * value + 800 * (random.NextDouble() - 0.5)));
        }
        return wav;
    }

    /// <summary>A WAV file of nothing.</summary>
    public static byte[] Silence()
    {
        byte[] wav = New();
        wav.AsSpan(44).Clear();
        return wav;
    }

    /// <summary>Bytes that are no audio; again, no two calls give the same.</summary>
    public static byte[] NotAudio() => System.Text.Encoding.UTF8.GetBytes($"This is a letter, number {Interlocked.Increment(ref _next)}. " + new string('x', 5000));
}
