using System.Buffers.Binary;
using GetYourMusicStyle.Audio.Decoding;

namespace GetYourMusicStyle.Audio.Tests;

/// <summary>Headers that promise another length: the audio that is there counts.</summary>
public sealed class LyingHeaderTests
{
    private static readonly TrackDecoder Decoder = Decoding.Decoder();

    [Theory]
    [InlineData(0xFFFF_FFFF, 20)]
    [InlineData(2_000_000_000, 20)]
    [InlineData(0, 20)]
    [InlineData(1_764_000, 10)] // a chunk may well be smaller than the file: others can follow
    public void A_wav_data_chunk(uint size, double seconds)
    {
        byte[] bytes = File.ReadAllBytes(Media.SongAs("wav"));
        int data = bytes.AsSpan().IndexOf("data"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(data + 4), size);
        Assert.Equal(seconds, Decoder.Duration(Media.Write("a.wav", bytes)), 2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(10_000_000)]
    public void An_mp3_xing_header(int frames)
    {
        byte[] bytes = File.ReadAllBytes(Media.SongAs("mp3"));
        int info = bytes.AsSpan().IndexOf("Info"u8);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(info + 8), frames);
        Assert.Equal(20, Decoder.Duration(Media.Write("a.mp3", bytes)), 1);
    }

    [Fact]
    public void An_mp3_of_changing_bit_rate_without_any_header()
    {
        string path = Media.Ffmpeg("vbr.mp3", "-f", "lavfi", "-i", "aevalsrc='0.4*random(0)*lt(mod(t,4),2)':s=44100:d=40", "-q:a", "3", "-write_xing", "0");
        Assert.Equal(40, Decoder.Duration(path), 0.1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100_000)]
    [InlineData(0xF_FFFF_FFFF)]
    public void A_flac_sample_count(long samples)
    {
        byte[] bytes = File.ReadAllBytes(Media.SongAs("flac"));
        Span<byte> field = bytes.AsSpan(18, 8);
        BinaryPrimitives.WriteInt64BigEndian(field, (BinaryPrimitives.ReadInt64BigEndian(field) & ~0xF_FFFF_FFFF) | samples);
        Assert.Equal(20, Decoder.Duration(Media.Write("a.flac", bytes)), 2);
    }

    [Theory]
    [InlineData("aiff", "SSND")]
    [InlineData("au", ".snd")]
    public void A_sample_chunk_larger_than_the_file(string extension, string chunk)
    {
        byte[] bytes = File.ReadAllBytes(Media.SongAs(extension));
        int at = bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(chunk));
        bytes.AsSpan(extension == "au" ? at + 8 : at + 4, 4).Fill(0xFF);
        Assert.Equal(20, Decoder.Duration(Media.Write("a", bytes)), 2);
    }

    [Theory]
    [InlineData("mp3")]
    [InlineData("ogg")]
    [InlineData("opus")]
    public void Two_files_in_one_are_both_heard(string extension)
    {
        byte[] bytes = File.ReadAllBytes(Media.SongAs(extension));
        Assert.InRange(Decoder.Duration(Media.Write("two", [.. bytes, .. bytes])), 39.9, 40.2);
    }

    [Fact]
    public void Files_that_tell_the_truth_are_decoded_in_this_process()
    {
        string[][] songs =
        [
            ["mp3"], ["mp3", "-q:a", "3"], ["mp3", "-write_xing", "0", "-b:a", "96k"], ["mp3", "-ar", "22050", "-ac", "1"], ["mp3", "-id3v2_version", "4", "-write_id3v1", "1"],
            ["flac"], ["flac", "-frame_size", "1024"], ["flac", "-compression_level", "12"], ["ogg"],
        ];
        TrackDecoder withoutFfmpeg = Decoding.Decoder(o => o.FfmpegPath = "/nowhere/ffmpeg");
        foreach (string[] song in songs)
            Assert.InRange(withoutFfmpeg.Duration(Media.SongAs(song[0], song[1..])), 19.9, 20.1);
    }
}
