using GetYourMusicStyle.Audio.Decoding;
using GetYourMusicStyle.Audio.Resampling;

namespace GetYourMusicStyle.Audio.Tests;

/// <summary>Every format gives its own rate and channels and the sound that was put in.</summary>
public sealed class FormatTests
{
    [Theory]
    [InlineData("wav")]
    [InlineData("wav", "-c:a", "pcm_s24le")]
    [InlineData("wav", "-c:a", "pcm_u8")]
    [InlineData("wav", "-c:a", "adpcm_ms")]
    [InlineData("wav", "-c:a", "libmp3lame")]
    [InlineData("w64")]
    [InlineData("flac")]
    [InlineData("mp3")]
    [InlineData("mp3", "-q:a", "4", "-write_xing", "0")]
    [InlineData("mp3", "-b:a", "128k", "-write_id3v2", "0", "-write_xing", "0")]
    [InlineData("mp2")]
    [InlineData("ogg", "-c:a", "libvorbis")]
    [InlineData("oga", "-c:a", "flac")]
    [InlineData("spx", "-c:a", "libspeex", "-ar", "32000")]
    [InlineData("opus")]
    [InlineData("aiff")]
    [InlineData("au")]
    [InlineData("caf")]
    [InlineData("m4a")]
    [InlineData("m4a", "-c:a", "alac")]
    [InlineData("mov")]
    [InlineData("aac")]
    [InlineData("wma")]
    [InlineData("webm")]
    [InlineData("mka")]
    [InlineData("wv")]
    [InlineData("tta")]
    [InlineData("ac3")]
    [InlineData("eac3")]
    [InlineData("ts")]
    [InlineData("avi")]
    [InlineData("flv")]
    [InlineData("voc")]
    [InlineData("rm")]
    public void A_format_gives_its_rate_channels_and_sound(string extension, params string[] options)
    {
        string path = Media.SongAs(extension, options);
        string nameless = Media.Write("no extension", File.ReadAllBytes(path));
        foreach (DecoderIsolation isolation in Enum.GetValues<DecoderIsolation>())
        {
            float[] pcm = Decoding.Decoder(isolation).Pcm(nameless, out int rate, out int channels);
            Assert.Equal(2, channels);
            Assert.Equal(extension is "opus" or "webm" ? 48_000 : extension is "spx" ? 32_000 : 44_100, rate);
            Assert.InRange((double)pcm.Length / channels / rate, 19.9, 20.2);
            for (int channel = 0; channel < 2; channel++)
            {
                float[] one = [.. pcm.Where((_, i) => i % 2 == channel)];
                Assert.InRange(Decoding.Tone(one, rate, channel == 0 ? 440 : 550), extension == "spx" ? 0.2 : 0.27, 0.33);
                Assert.InRange(Decoding.Tone(one, rate, channel == 0 ? 550 : 440), 0, extension == "spx" ? 0.25 : 0.05); // Speex mixes its channels
            }
        }
    }

    [Fact]
    public void Opus_as_ffmpeg_writes_it_is_read_to_its_end()
    {
        // Found with real music: libsndfile calls these streams malformed after 8 s.
        string music = Media.Ffmpeg("music.opus", "-i", Media.Sample("orchestra.ogg"), "-c:a", "libopus");
        float[] pcm = Decoding.Decoder(DecoderIsolation.InProcess).Pcm(music, out int rate, out int channels);
        Assert.InRange((double)pcm.Length / channels / rate, 44.9, 45.1);
    }

    [Fact]
    public void Lossless_formats_agree_to_the_bit_whoever_decodes()
    {
        float[] expected = Decoding.Decoder().Pcm(Media.Song, out _, out _);
        foreach (string extension in new[] { "flac", "aiff", "au", "caf", "wv", "tta", "w64" })
        {
            string path = Media.SongAs(extension);
            foreach (DecoderIsolation isolation in Enum.GetValues<DecoderIsolation>())
                Assert.Equal(expected, Decoding.Decoder(isolation).Pcm(path, out _, out _));
        }
    }

    [Fact]
    public void The_name_says_nothing_about_the_contents()
    {
        string flacNamedMp3 = Media.Write("a.mp3", File.ReadAllBytes(Media.SongAs("flac")));
        Assert.Equal(20, Decoding.Decoder().Duration(flacNamedMp3), 3);
    }

    [Fact]
    public void Floats_over_full_scale_are_kept()
    {
        float[] loud = Media.Noise(4 * MonoStream.SampleRate, seed: 1, amplitude: 8);
        Assert.Equal(loud, Decoding.Decoder().Mono(Media.Wav(MonoStream.SampleRate, 1, loud)));
        Assert.Equal(loud, Decoding.Decoder(DecoderIsolation.ChildProcess).Mono(Media.Wav(MonoStream.SampleRate, 1, loud)));
    }

    [Fact]
    public void Cover_art_and_video_beside_the_sound_are_left_alone()
    {
        string picture = Media.Ffmpeg("cover.png", "-f", "lavfi", "-i", "testsrc=s=300x300", "-frames:v", "1");
        string tagged = Media.Ffmpeg("tagged.mp3", "-i", Media.Song, "-i", picture, "-map", "0", "-map", "1", "-c:v", "copy", "-disposition:v", "attached_pic");
        string film = Media.Ffmpeg("film.mkv", "-f", "lavfi", "-i", "testsrc=s=64x64:d=20", "-i", Media.Song, "-map", "0", "-map", "1");
        Assert.Equal(20, Decoding.Decoder().Duration(tagged), 1);
        Assert.Equal(20, Decoding.Decoder(DecoderIsolation.ChildProcess).Duration(tagged), 1);
        Assert.Equal(20, Decoding.Decoder().Duration(film), 1);
    }

    [Fact]
    public void Many_threads_share_one_decoder()
    {
        TrackDecoder decoder = Decoding.Decoder();
        string[] paths = [Media.SongAs("mp3"), Media.SongAs("flac"), Media.SongAs("ogg", "-c:a", "libvorbis"), Media.SongAs("m4a")];
        float[][] alone = [.. paths.Select(p => decoder.Mono(p))];
        Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => Assert.Equal(alone[i % 4], decoder.Mono(paths[i % 4])));
    }
}
