using System.Text;
using GetYourMusicStyle.Audio.Decoding;
using GetYourMusicStyle.Audio.Tags;

namespace GetYourMusicStyle.Audio.Tests;

public class TagTests
{
    private const int Megabyte = 1024 * 1024;

    [Theory]
    [InlineData("mp3")]
    [InlineData("flac")]
    [InlineData("ogg")]
    [InlineData("wav")]
    [InlineData("m4a")]
    [InlineData("opus")]
    [InlineData("wma")]
    public void Tags_are_read_from(string extension)
    {
        string path = Media.SongAs(extension, "-metadata", "title=Frühling", "-metadata", "artist=Ärzte", "-metadata", "album=13", "-metadata", "genre=Rock");
        Assert.Equal(new TrackTags("Frühling", "Ärzte", "13", "Rock"), Read(path));
        Assert.Equal(new TrackTags("Frühling", "Ärzte", "13", "Rock"), Read(path, DecoderIsolation.ChildProcess));
    }

    [Fact]
    public void An_mp3_whose_tags_are_at_its_end_has_tags()
    {
        byte[] tag = new byte[128];
        "TAGTitle"u8.CopyTo(tag);
        Encoding.Latin1.GetBytes("Motörhead").CopyTo(tag, 33);
        tag[127] = 17;
        byte[] mp3 = File.ReadAllBytes(Media.SongAs("mp3", "-map_metadata", "-1", "-id3v2_version", "0"));
        Assert.Equal(new TrackTags("Title", "Motörhead", null, "Rock"), Read(Media.Write("old.mp3", [.. mp3, .. tag])));
        Assert.Equal(TrackTags.None, Read(Media.Write("bare.mp3", mp3)));
    }

    [Theory]
    [InlineData(DecoderIsolation.InProcess)]
    [InlineData(DecoderIsolation.ChildProcess)]
    public void Control_characters_are_dropped_and_what_is_not_Unicode_is_read_as_Latin_1(DecoderIsolation isolation)
    {
        byte[] artist = [(byte)'M', 0xF6, (byte)'\u0007', 0x1B, (byte)'['];
        string path = FlacWith([.. "TITLE=  a\tb\u0085\u202Ec \r "u8], [.. "ARTIST="u8, .. artist], [.. "ALBUM=\u0001 "u8]);
        Assert.Equal(new TrackTags("abc", "Mö[", null, null), Read(path, isolation));
    }

    [Theory]
    [InlineData(DecoderIsolation.InProcess)]
    [InlineData(DecoderIsolation.ChildProcess)]
    public void A_tag_of_ten_megabytes_is_cut_and_the_audio_is_read_all_the_same(DecoderIsolation isolation)
    {
        string path = FlacWith([.. "TITLE="u8, .. Enumerable.Repeat("é"u8.ToArray(), 5 * Megabyte).SelectMany(b => b)]);
        using var windows = Decoder(isolation).Open(path);
        Assert.Equal(new string('é', TrackTags.LongestText), windows.ReadTags().Title);
        while (windows.TryRead(out _)) { }
        Assert.Equal(20, windows.DurationSeconds, 1);
    }

    [Fact]
    public void What_is_no_audio_has_no_tags() => Assert.Equal(TrackTags.None, Read(Media.Write("a.mp3", "TAG but no audio"u8)));

    private static TrackTags Read(string path, DecoderIsolation isolation = DecoderIsolation.InProcess) => new TagReader(Decoder(isolation)).Read(path);

    private static TrackDecoder Decoder(DecoderIsolation isolation) => Decoding.Decoder(isolation);

    // FLAC: blocks of metadata in front of the audio; the comments (kind 4) replace what ffmpeg wrote.
    private static string FlacWith(params byte[][] comments)
    {
        byte[] flac = File.ReadAllBytes(Media.SongAs("flac", "-map_metadata", "-1"));
        const int stream = 4 + 4 + 34;
        int audio = stream;
        for (bool last = false; !last;)
        {
            last = (flac[audio] & 0x80) != 0;
            audio += 4 + ((flac[audio + 1] << 16) | (flac[audio + 2] << 8) | flac[audio + 3]);
        }
        byte[] block = [.. BitConverter.GetBytes(0), .. BitConverter.GetBytes(comments.Length), .. comments.SelectMany(c => (byte[])[.. BitConverter.GetBytes(c.Length), .. c])];
        byte[] head = [0x84, (byte)(block.Length >> 16), (byte)(block.Length >> 8), (byte)block.Length];
        flac[4] &= 0x7F;
        return Media.Write("tagged.flac", [.. flac.AsSpan(0, stream), .. head, .. block, .. flac.AsSpan(audio)]);
    }
}
