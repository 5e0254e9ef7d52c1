using System.Buffers.Binary;
using System.Diagnostics;
using GetYourMusicStyle.Audio.Decoding;
using GetYourMusicStyle.Audio.Resampling;
using GetYourMusicStyle.Audio.Sources;
using GetYourMusicStyle.Audio.Windows;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Audio.Tests;

/// <summary>Files for the tests, made on the fly in a temporary folder that goes when the run ends.</summary>
internal static class Media
{
    private static readonly string Folder = NewFolder();
    private static int _count;

    /// <summary>20 s of a tone a channel (440 and 550 Hz, amplitude 0.3) with a little fixed noise, 44.1 kHz stereo.</summary>
    public static readonly string Song = Ffmpeg("song.wav", "-f", "lavfi", "-i",
        "aevalsrc=0.3*sin(440*2*PI*t)+0.02*(random(0)-0.5)|0.3*sin(550*2*PI*t)+0.02*(random(1)-0.5):s=44100:d=20");

    /// <summary>A path for a new file of that name, in a folder of its own.</summary>
    public static string NewPath(string name) =>
        Path.Combine(Directory.CreateDirectory(Path.Combine(Folder, $"{Interlocked.Increment(ref _count)}")).FullName, name);

    public static string Write(string name, ReadOnlySpan<byte> bytes)
    {
        string path = NewPath(name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Makes a file with ffmpeg; the arguments come before the output.</summary>
    public static string Ffmpeg(string name, params string[] arguments)
    {
        string path = NewPath(name);
        Run("ffmpeg", ["-nostdin", "-v", "error", "-y", .. arguments, path]);
        return path;
    }

    /// <summary>One of the recordings in samples/.</summary>
    public static string Sample(string name)
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !Directory.Exists(Path.Combine(folder, "samples")))
            folder = Path.GetDirectoryName(folder);
        return Path.Combine(folder!, "samples", name);
    }

    /// <summary><see cref="Song"/> in the format of the extension.</summary>
    public static string SongAs(string extension, params string[] options) => Ffmpeg("song." + extension, ["-i", Song, "-fflags", "+bitexact", .. options]);

    public static void Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardError = true };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {errors}");
    }

    /// <summary>A float32 WAV file of the given interleaved values.</summary>
    public static string Wav(int rate, int channels, ReadOnlySpan<float> interleaved) => Write("made.wav", WavFile.Of(rate, channels, interleaved));

    /// <summary>The 44 bytes before plain samples, made by hand to say what no writer would; format 1 is integers, 3 floats.</summary>
    public static void WavHeader(Span<byte> header, int rate, int channels, short format, int bits, long dataBytes)
    {
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], (uint)Math.Min(uint.MaxValue, dataBytes + 36));
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(header[20..], format);
        BinaryPrimitives.WriteInt16LittleEndian(header[22..], (short)channels);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], rate);
        BinaryPrimitives.WriteUInt32LittleEndian(header[28..], (uint)((long)rate * channels * bits / 8));
        BinaryPrimitives.WriteInt16LittleEndian(header[32..], (short)(channels * bits / 8));
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], (short)bits);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[40..], (uint)Math.Min(uint.MaxValue, dataBytes));
    }

    private static string NewFolder()
    {
        string folder = Directory.CreateTempSubdirectory("gyms-audio-tests-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }

    public static float[] Noise(int count, int seed, float amplitude = 0.5f)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => ((random.NextSingle() * 2) - 1) * amplitude)];
    }
}

/// <summary>Decoders and what they give.</summary>
internal static class Decoding
{
    public static TrackDecoder Decoder(Action<AudioOptions>? configure = null) =>
        new ServiceCollection().AddAudio(configure).BuildServiceProvider().GetRequiredService<TrackDecoder>();

    private static readonly Lazy<TrackDecoder> Caged = new(() => Decoder(o => o.Isolation = DecoderIsolation.ChildProcess));

    /// <summary>A decoder of that kind; the caged ones are shared, since they hold processes.</summary>
    public static TrackDecoder Decoder(DecoderIsolation isolation) =>
        isolation == DecoderIsolation.ChildProcess ? Caged.Value : Decoder(o => o.Isolation = isolation);

    public static float[] Mono(this TrackDecoder decoder, string path, int chunk = 65_536)
    {
        using MonoStream stream = decoder.OpenMono(path);
        var all = new List<float>();
        float[] buffer = new float[chunk];
        while (stream.Read(buffer) is > 0 and var read)
            all.AddRange(buffer.AsSpan(0, read));
        return [.. all];
    }

    public static float[] Pcm(this TrackDecoder decoder, string path, out int rate, out int channels)
    {
        using IPcmSource source = decoder.OpenPcm(path);
        (rate, channels) = (source.SampleRate, source.Channels);
        var all = new List<float>();
        float[] buffer = new float[channels * 4096];
        while (source.Read(buffer) is > 0 and var read)
            all.AddRange(buffer.AsSpan(0, read));
        return [.. all];
    }

    /// <summary>Reads all windows; gives the track's length in seconds.</summary>
    public static double Duration(this TrackDecoder decoder, string path)
    {
        using WindowStream windows = decoder.Open(path);
        while (windows.TryRead(out _))
        {
        }
        return windows.DurationSeconds;
    }

    /// <summary>The fault of a file, which must have one.</summary>
    public static AudioException Fault(this TrackDecoder decoder, string path)
    {
        AudioException e = Assert.Throws<AudioException>(() => { decoder.Duration(path); });
        Assert.DoesNotContain('\n', e.Message);
        Assert.True(e.Message.Length is > 15 and < 400, e.Message);
        return e;
    }

    /// <summary>Amplitude of the tone of that frequency, over the middle of the samples.</summary>
    public static double Tone(ReadOnlySpan<float> samples, double rate, double frequency)
    {
        double cosine = 0, sine = 0;
        int edge = samples.Length / 10;
        for (int i = edge; i < samples.Length - edge; i++)
        {
            (double s, double c) = Math.SinCos(2 * Math.PI * frequency * i / rate);
            cosine += samples[i] * c;
            sine += samples[i] * s;
        }
        return 2 * Math.Sqrt((cosine * cosine) + (sine * sine)) / (samples.Length - (2 * edge));
    }
}
