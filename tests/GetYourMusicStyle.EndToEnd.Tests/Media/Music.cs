using System.Buffers.Binary;
using System.Text;
using GetYourMusicStyle.Audio.Tests;
using GetYourMusicStyle.EndToEnd.Tests.Checkout;

namespace GetYourMusicStyle.EndToEnd.Tests.Media;

/// <summary>Makes music: every song is another one, in this run of the tests.</summary>
internal static class Music
{
    private const int Rate = 11_025;
    private static readonly int[] Lengths = [8, 10, 13, 15];
    private static int _number;

    /// <summary>Short songs of 8 to 15 s, and of 1 to 3 windows.</summary>
    public static List<Song> Short(int count) => [.. Enumerable.Range(0, count).Select(i =>
    {
        int seconds = Lengths[i % Lengths.Length];
        return new Song($"album {i / 20}/{i:000}.wav", Wav(seconds, Rate), seconds / 6 + (seconds % 6 >= 3 ? 1 : 0));
    })];

    /// <summary>A song of one sound at a low rate, so that two hours are 29 MB.</summary>
    public static Song Long(int seconds) => new("long.wav", Wav(seconds, 4_000, bits: 8), seconds / 6);

    /// <summary>The recordings of the folder samples.</summary>
    public static IEnumerable<Song> Samples() =>
        new DirectoryInfo(System.IO.Path.Combine(Repository.Root, "samples")).EnumerateFiles()
            .Where(file => file.Extension is not (".md" or ".txt")).OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => new Song("samples/" + file.Name, File.ReadAllBytes(file.FullName), null));

    /// <summary>A real recording in MP4, which ffmpeg has to decode, with a text inside that players skip.</summary>
    public static Song Mp4(string path, string text)
    {
        byte[] content = Encoding.ASCII.GetBytes($"{text} {Interlocked.Increment(ref _number)}");
        byte[] box = new byte[8 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        "free"u8.CopyTo(box.AsSpan(4));
        content.CopyTo(box, 8);
        return new Song(path, [.. Recording("parsec.m4a"), .. box], null);
    }

    /// <summary>Files that are no music, with the reasons to be given.</summary>
    public static IEnumerable<Song> Unusable() =>
    [
        new("bad/letter.mp3", Encoding.UTF8.GetBytes($"Dear reader, this is letter {Interlocked.Increment(ref _number)}.\n"), 0, "not-audio"),
        new("bad/short.wav", Wav(1, Rate), 0, "too-short"),
        new("bad/cut.m4a", Recording("parsec.m4a")[..(250_000 + Interlocked.Increment(ref _number))], 0, "damaged"),     // its index is at its end
    ];

    private static byte[] Recording(string name) => File.ReadAllBytes(System.IO.Path.Combine(Repository.Root, "samples", name));

    private static byte[] Wav(int seconds, int rate, int bits = 16)
    {
        int number = Interlocked.Increment(ref _number);
        short[] samples = new short[seconds * rate];
        byte[] bytes = new byte[samples.Length];
        uint noise = (uint)number * 2654435761;
        double step = 2 * Math.PI * (110 + 7 * (number % 150)) / rate;
        for (int i = 0; i < samples.Length; i++)
        {
            noise = noise * 1664525 + 1013904223;
            double sound = 0.5 * Math.Sin(step * i) * (1 - i % rate / (double)rate) + 0.05 * ((noise >> 16) / 32768.0 - 1);
            samples[i] = (short)(20_000 * sound);
            bytes[i] = (byte)(128 + 100 * sound);
        }
        return bits == 8 ? WavFile.Of(rate, bytes) : WavFile.Of(rate, samples);
    }
}
