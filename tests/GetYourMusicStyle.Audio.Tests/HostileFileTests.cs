namespace GetYourMusicStyle.Audio.Tests;

/// <summary>Files and names that try to make a decoder open something else.</summary>
public sealed class HostileFileTests
{
    [Theory]
    [InlineData("a.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile://SECRET\n#EXT-X-ENDLIST\n")]
    [InlineData("a.m3u", "SECRET\n")]
    [InlineData("a.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nhttp://127.0.0.1:1/a.mp3\n")]
    [InlineData("a.ffconcat", "ffconcat version 1.0\nfile 'SECRET'\n")]
    [InlineData("a.mp3", "ffconcat version 1.0\nfile 'SECRET'\n")]
    [InlineData("a.pls", "[playlist]\nFile1=SECRET\nNumberOfEntries=1\n")]
    [InlineData("a.xspf", "<?xml version=\"1.0\"?><playlist><trackList><track><location>file://SECRET</location></track></trackList></playlist>")]
    [InlineData("a.mpd", "<MPD><Period><AdaptationSet><Representation><BaseURL>file://SECRET</BaseURL></Representation></AdaptationSet></Period></MPD>")]
    [InlineData("a.sdp", "v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=audio 5004 RTP/AVP 0\n")]
    [InlineData("a.cue", "FILE \"SECRET\" WAVE\n  TRACK 01 AUDIO\n    INDEX 01 00:00:00\n")]
    public void Playlists_are_not_followed(string name, string text)
    {
        string path = Media.Write(name, System.Text.Encoding.ASCII.GetBytes(text.Replace("SECRET", Media.Song, StringComparison.Ordinal)));
        foreach (DecoderIsolation isolation in Enum.GetValues<DecoderIsolation>())
            Assert.Equal(AudioFault.NotAudio, Decoding.Decoder(isolation).Fault(path).Fault);
    }

    [Theory]
    [InlineData("-i.m4a")]
    [InlineData("%03d.m4a")]
    [InlineData("a b'c\"d;$(touch x)&|.m4a")]
    [InlineData("http:__host.m4a")]
    [InlineData("concat:a|b.m4a")]
    [InlineData("pipe:0")]
    [InlineData("tab\tnew\nline.m4a")]
    [InlineData("Тест 音楽 🎵.m4a")]
    public void Names_are_only_names(string name)
    {
        string path = Media.Write(name, File.ReadAllBytes(Media.SongAs("m4a")));
        Assert.Equal(20, Decoding.Decoder().Duration(path), 1);
        File.WriteAllBytes(path, File.ReadAllBytes(Media.Song));
        Assert.Equal(20, Decoding.Decoder().Duration(path), 3);
    }
}
