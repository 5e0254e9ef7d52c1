using System.IO.Compression;
using System.Text;
using GetYourMusicStyle.Audio.Decoding;
using GetYourMusicStyle.Audio.Windows;

namespace GetYourMusicStyle.Audio.Tests;

/// <summary>Files that are no music, or no longer: each gets a result or a clear error.</summary>
public sealed class BadFileTests
{
    private static readonly TrackDecoder Decoder = Decoding.Decoder();

    private static byte[] RandomBytes(int count, int seed)
    {
        byte[] bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static TheoryData<string, byte[]> NotAudio()
    {
        byte[] mp3 = File.ReadAllBytes(Media.SongAs("mp3"));
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = archive.CreateEntry("song.mp3", CompressionLevel.NoCompression).Open();
            entry.Write(mp3);
        }
        byte[] tar = [.. new byte[257], .. "ustar\0"u8, .. new byte[249], .. mp3];
        return new()
        {
            { "text", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("The quick brown fox jumps over the lazy dog.\n", 5_000))) },
            { "utf-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(string.Concat(Enumerable.Repeat("ÿûđ lyrics\n", 5_000)))] },
            { "png", File.ReadAllBytes(Media.Ffmpeg("a.png", "-f", "lavfi", "-i", "testsrc=s=640x480", "-frames:v", "1")) },
            { "jpeg", File.ReadAllBytes(Media.Ffmpeg("a.jpg", "-f", "lavfi", "-i", "testsrc=s=640x480", "-frames:v", "1")) },
            { "zip with an mp3", zip.ToArray() },
            { "tar with an mp3", tar },
            { "a program", File.ReadAllBytes("/bin/bash") },
            { "an assembly", File.ReadAllBytes(typeof(TrackDecoder).Assembly.Location) },
            { "zeros", new byte[100_000] },
            { "ones", Enumerable.Repeat((byte)0xFF, 100_000).ToArray() },
            { "one byte", [0x52] },
            { "half a magic", [.. "RIFF"u8] },
            { "a tag and nothing", [.. "ID3\x04\0\0\0\0\0\0"u8] },
            { "a tag that lies", [.. "ID3\x04\0\0\x7F\x7F\x7F\x7F"u8, .. new byte[5_000]] },
            { "film without sound", File.ReadAllBytes(Media.Ffmpeg("a.mp4", "-f", "lavfi", "-i", "testsrc=s=64x64:d=4")) },
            { "subtitles in matroska", File.ReadAllBytes(Media.Ffmpeg("a.mkv", "-i", Media.Write("a.srt", "1\n00:00:01,000 --> 00:00:09,000\nHello\n"u8))) },
        };
    }

    [Theory]
    [MemberData(nameof(NotAudio))]
    public void What_is_not_audio_is_not_taken_for_it(string what, byte[] bytes)
    {
        string path = Media.Write("a.mp3", bytes);
        Assert.Equal((what, AudioFault.NotAudio), (what, Decoder.Fault(path).Fault));
        Assert.Equal((what, AudioFault.NotAudio), (what, Decoding.Decoder(DecoderIsolation.ChildProcess).Fault(path).Fault));
    }

    [Fact]
    public void Random_bytes_are_never_audio()
    {
        for (int seed = 0; seed < 200; seed++)
            Assert.Equal(AudioFault.NotAudio, Decoder.Fault(Media.Write("a.mp3", RandomBytes(200_000, seed))).Fault);
    }

    [Fact]
    public void A_missing_file_a_folder_a_pipe_and_an_empty_file_are_told_apart()
    {
        string pipe = Media.NewPath("pipe.mp3");
        Media.Run("mkfifo", pipe);
        Assert.Equal(AudioFault.Missing, Decoder.Fault(Media.NewPath("nowhere.mp3")).Fault);
        Assert.Equal(AudioFault.Unreadable, Decoder.Fault(Path.GetDirectoryName(pipe)!).Fault);
        Assert.Equal(AudioFault.Unreadable, Decoder.Fault(pipe).Fault);
        Assert.Equal(AudioFault.Empty, Decoder.Fault(Media.Write("empty.mp3", [])).Fault);
        Assert.Equal(AudioFault.Empty, Decoder.Fault("/dev/zero").Fault);
    }

    [Theory]
    [InlineData("wav", 10)]
    [InlineData("aiff", 10)]
    [InlineData("au", 10)]
    [InlineData("flac", 9.8)]
    [InlineData("mp3", 9.9)]
    [InlineData("ogg", 9)]
    [InlineData("opus", 8.5)]
    [InlineData("aac", 9.8)]
    [InlineData("wma", 9.7)]
    [InlineData("webm", 9.7)]
    [InlineData("wv", 9)]
    public void A_file_cut_in_half_gives_the_half_that_is_there(string extension, double atLeast)
    {
        byte[] bytes = File.ReadAllBytes(Media.SongAs(extension));
        string path = Media.Write("half", bytes.AsSpan(0, (bytes.Length / 2) + 137));
        foreach (DecoderIsolation isolation in Enum.GetValues<DecoderIsolation>())
            Assert.InRange(Decoding.Decoder(isolation).Duration(path), atLeast, 10.3);
    }

    [Fact]
    public void An_mp4_whose_index_was_cut_off_is_damaged()
    {
        byte[] bytes = File.ReadAllBytes(Media.SongAs("m4a"));
        Assert.Equal(AudioFault.Damaged, Decoder.Fault(Media.Write("half.m4a", bytes.AsSpan(0, bytes.Length / 2))).Fault);
    }

    [Fact]
    public void Damage_that_the_decoder_cannot_pass_says_where()
    {
        byte[] bytes = File.ReadAllBytes(Media.SongAs("flac"));
        bytes.AsSpan(bytes.Length / 2, 20_000).Clear();
        AudioException e = Decoder.Fault(Media.Write("hole.flac", bytes));
        Assert.Equal(AudioFault.Damaged, e.Fault);
        Assert.Matches(@"stopped at (9|10)\.\d s", e.Message);
    }

    [Theory]
    [InlineData("mp3")]
    [InlineData("ogg")]
    [InlineData("aac")]
    public void A_hole_in_a_stream_of_packets_is_left_out(string extension)
    {
        byte[] bytes = File.ReadAllBytes(Media.SongAs(extension));
        RandomBytes(20_000, seed: 5).CopyTo(bytes, bytes.Length / 2);
        Assert.InRange(Decoder.Duration(Media.Write("hole", bytes)), 15, 19.9);
    }

    [Fact]
    public void A_silent_file_has_windows_that_are_all_silent()
    {
        string path = Media.Ffmpeg("silent.mp3", "-f", "lavfi", "-i", "anullsrc=r=44100", "-t", "13");
        using WindowStream windows = Decoder.Open(path);
        int count = 0;
        for (; windows.TryRead(out AudioWindow window); count++)
            Assert.True(window.Silent);
        Assert.Equal(2, count);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(-1e30f)]
    public void Values_that_are_no_sound_are_damage(float value)
    {
        float[] samples = Media.Noise(20 * 44_100, seed: 2);
        samples[15 * 44_100] = value;
        AudioException e = Decoder.Fault(Media.Wav(44_100, 1, samples));
        Assert.Equal(AudioFault.Damaged, e.Fault);
        Assert.Matches(@"stopped at 1[45]\.\d s", e.Message);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3_999, 1)]
    [InlineData(768_001, 1)]
    [InlineData(int.MaxValue, 1)]
    [InlineData(44_100, 65)]
    [InlineData(44_100, 1024)]
    public void Absurd_rates_and_channel_counts_are_refused(int rate, int channels)
    {
        byte[] bytes = new byte[400_044];
        Media.WavHeader(bytes, rate, channels, format: 1, bits: 16, bytes.Length - 44);
        AudioFault fault = Decoder.Fault(Media.Write("absurd.wav", bytes)).Fault;
        Assert.True(fault is AudioFault.Unsupported or AudioFault.Damaged, $"{fault}");
        if (rate is > 1 and < int.MaxValue && channels < 1024)
            Assert.Equal(AudioFault.Unsupported, fault);
    }
}
