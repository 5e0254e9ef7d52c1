using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using GetYourMusicStyle.Bench.Material;

namespace GetYourMusicStyle.Bench.Import;

/// <summary>
/// A library of mp3s of three minutes (44.1 kHz stereo, 192 kbit/s): a few recordings, each under many titles, so that every file has bytes
/// of its own.
/// </summary>
internal sealed class MusicLibrary : IDisposable
{
    public const int Seconds = 180;
    private static readonly string[] Samples = ["chaos-god.mp3", "city-blues.mp3", "coherence.opus", "minstrels.flac", "orchestra.ogg", "parsec.m4a"];

    private readonly string _folder = Directory.CreateTempSubdirectory("gyms-library-").FullName;

    public MusicLibrary(int tracks)
    {
        byte[][] recordings = [.. Samples.Select(Encode)];
        for (int i = 0; i < tracks; i++)
        {
            string path = Path.Combine(_folder, $"track-{i:0000}.mp3");
            using var file = File.Create(path);
            file.Write(Title($"track {i}"));
            file.Write(recordings[i % recordings.Length]);
            Files.Add(path);
        }
        Bytes = Files.Sum(path => new FileInfo(path).Length);
    }

    public List<string> Files { get; } = [];

    public long Bytes { get; }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private byte[] Encode(string sample)
    {
        string path = Path.Combine(_folder, "recording.mp3");
        string source = Path.Combine(Clip.Home, "samples", sample);
        string[] arguments =
        [
            "-v", "error", "-y", "-stream_loop", "-1", "-i", source, "-t", $"{Seconds}", "-vn", "-ar", "44100", "-ac", "2", "-b:a", "192k",
            "-map_metadata", "-1", "-id3v2_version", "0", path,
        ];
        using var process = Process.Start("ffmpeg", arguments);
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"ffmpeg failed with exit code {process.ExitCode}.");
        byte[] bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }

    // An ID3v2.3 tag with one text frame.
    private static byte[] Title(string title)
    {
        byte[] text = [0, .. Encoding.Latin1.GetBytes(title)];
        byte[] tag = [.. "ID3"u8, 3, 0, 0, 0, 0, 0, (byte)(10 + text.Length), .. "TIT2"u8, 0, 0, 0, 0, 0, 0, .. text];
        BinaryPrimitives.WriteInt32BigEndian(tag.AsSpan(14), text.Length);
        return tag;
    }
}
