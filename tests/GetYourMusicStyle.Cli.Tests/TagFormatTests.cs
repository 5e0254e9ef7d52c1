using System.Text;

namespace GetYourMusicStyle.Cli.Tests;

/// <summary><c>gyms tag</c> on each format: what it changes, and that it changes nothing else.</summary>
[Trait("Category", "Slow")]
public class TagFormatTests
{
    [Theory]
    [InlineData("a.mp3", true, "-id3v2_version 3")]
    [InlineData("a.mp3", true, "-id3v2_version 4")]
    [InlineData("a.mp3", true, "-id3v2_version 3 -write_id3v1 1")]
    [InlineData("a.mp3", true, "-id3v2_version 4 -metadata_header_padding 0")]
    [InlineData("a.flac", true, "")]
    [InlineData("a.flac", true, "-metadata_header_padding 0")]
    [InlineData("a.ogg", false, "")]
    [InlineData("a.opus", false, "-c:a libopus")]
    [InlineData("a.oga", false, "-c:a flac")]
    [InlineData("a.m4a", true, "")]
    [InlineData("a.m4a", true, "-movflags +faststart")]
    [InlineData("a.aiff", false, "-write_id3v2 1")]
    public async Task The_best_genre_comes_first_and_nothing_else_changes(string name, bool picture, string options)
    {
        using var album = new Album();
        string path = album.Make(name, $"{Album.Tagged} {options}", picture);
        var (sound, tags) = (Album.Sound(path), Album.Tags(path));
        Assert.Equal("Rock", tags["genre"]);
        Assert.Equal("Título", tags["title"]);
        byte version = File.ReadAllBytes(path)[3];

        var ended = await album.TagAsync("--from", album.Results());

        Assert.Equal((0, ""), (ended.Code, ended.Error));
        Assert.Matches(@"(?m)a\.\w+ +Rock +Jazz Piano; Rock *$", ended.Output);
        Assert.Contains("1 changed", ended.Output);
        var after = Album.Tags(path);
        Assert.StartsWith("Jazz Piano", after["genre"]);
        after["genre"] = "Rock";
        Assert.Equal(tags, after);
        Assert.Equal(sound, Album.Sound(path));
        Assert.InRange(Album.Find(path, "Rock"), Album.Find(path, "Jazz Piano"), int.MaxValue);
        if (name.EndsWith(".mp3", StringComparison.Ordinal))
            Assert.Equal(version, File.ReadAllBytes(path)[3]);

        var once = album.Contents();
        Assert.Equal([name], once.Keys);
        ended = await album.TagAsync("--from", album.Results());
        Assert.Contains("0 changed, 1 as they should be", ended.Output);
        Assert.Equal(once, album.Contents());

        Assert.Equal(0, (await album.TagAsync("album", "--undo")).Code);
        Assert.Equal(tags, Album.Tags(path));
        Assert.Equal(-1, Album.Find(path, "Jazz Piano"));
        Assert.Equal(sound, Album.Sound(path));
    }

    [Theory]
    [InlineData("a.mp3", "TCON", "\0Jazz Piano\0Folk\0Rock")]
    [InlineData("a.wav", "TCON", "\0Jazz Piano\0Folk\0Rock")]
    [InlineData("a.ogg", "=Jazz Piano", "=Rock")]
    public async Task Several_genres_are_values_of_their_own(string name, string before, string values)
    {
        using var album = new Album();
        string path = album.Make(name);
        if (name == "a.wav")
            await album.TagAsync("--from", album.Results("Rock"));     // ffmpeg writes no ID3 there
        var ended = await album.TagAsync("--from", album.Results(), "--top", "2");
        Assert.Contains("Jazz Piano; Folk; Rock", ended.Output);        // Swing has too small a share
        int at = Album.Find(path, before);
        Assert.InRange(at, 0, int.MaxValue);
        Assert.InRange(Album.Find(path, values), at, int.MaxValue);
    }

    [Theory]
    [InlineData("a.mp3", "-id3v2_version 0")]
    [InlineData("a.wav", "-bitexact")]
    [InlineData("a.flac", "-bitexact")]
    [InlineData("a.opus", "-c:a libopus -bitexact")]
    [InlineData("a.m4a", "-bitexact")]
    public async Task A_file_without_tags_gets_one_and_loses_it_again(string name, string options)
    {
        using var album = new Album();
        string path = album.Make(name, options);
        string sound = Album.Sound(path);
        byte[] before = File.ReadAllBytes(path);
        Assert.Contains("(none)", (await album.TagAsync("--from", album.Results())).Output);
        Assert.InRange(Album.Find(path, "Jazz Piano"), 0, int.MaxValue);
        Assert.Equal(sound, Album.Sound(path));
        Assert.Equal(0, (await album.TagAsync("album", "--undo")).Code);
        Assert.Equal(-1, Album.Find(path, "Jazz Piano"));
        Assert.Equal(sound, Album.Sound(path));
        if (name is "a.mp3" or "a.wav")
            Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Fact]
    public async Task Behind_the_audio_of_an_mp3_nothing_is_touched_and_its_genres_are_kept()
    {
        using var album = new Album();
        string path = album.Make("a.mp3", "-id3v2_version 0 -write_xing 1");
        byte[] audio = File.ReadAllBytes(path);
        byte[] tail = [.. Ape(("Title", "From APE"), ("Genre", "Folk\0Soul")), .. Id3v1("From v1", genre: 17)];
        File.WriteAllBytes(path, [.. audio, .. tail]);

        Assert.Contains("Folk; Soul", (await album.TagAsync("--from", album.Results())).Output);
        byte[] after = File.ReadAllBytes(path);
        Assert.True(after.AsSpan().EndsWith((ReadOnlySpan<byte>)[.. audio, .. tail]));
        Assert.True(Album.Find(path, "\0Jazz Piano\0Folk\0Soul") is > 0 and < 200);
        Assert.Equal("From APE", Album.Tags(path)["title"]);        // for players that stop at the new tag
    }

    [Fact]
    public async Task An_id3v1_tag_is_taken_over_by_the_new_one()
    {
        using var album = new Album();
        string path = album.Make("a.mp3", "-id3v2_version 0");
        File.WriteAllBytes(path, [.. File.ReadAllBytes(path), .. Id3v1("From v1", genre: 17)]);
        Assert.Contains("Rock ", (await album.TagAsync("--from", album.Results())).Output);
        Assert.Equal(("From v1", "Jazz Piano"), (Album.Tags(path)["title"], Album.Tags(path)["genre"]));
    }

    [Fact]
    public async Task Frames_that_nobody_knows_stay_as_they_were()
    {
        using var album = new Album();
        string path = album.Make("a.mp3", "-id3v2_version 0");
        byte[] picture = [.. "\0image/jpeg\0\u0003\0"u8, 0xFF, 0xD8, 0xFF, 0x00, 0xFF, 0xE0];
        byte[] strange = Frame("XENC", [1, 2, 3, 4], flags: 4), unknown = Frame("ZZZZ", [9, 8, 7]), text = Frame("TIT2", "\0Title"u8);
        byte[] body = [.. Frame("TCON", "\0(17)"u8), .. strange, .. unknown, .. text, .. Frame("APIC", picture)];
        byte[] file = [.. "ID3"u8, 4, 0, 0, .. Synchsafe(body.Length), .. body, .. File.ReadAllBytes(path)];
        File.WriteAllBytes(path, file);

        Assert.Matches("Rock +Jazz Piano; Rock", (await album.TagAsync("--from", album.Results())).Output);
        byte[] after = File.ReadAllBytes(path);
        Assert.All(new[] { strange, unknown, text, Frame("APIC", picture) }, frame => Assert.True(after.AsSpan().IndexOf(frame) > 0));
    }

    [Fact]
    public async Task Comments_that_would_not_survive_are_a_reason_to_leave_the_file()
    {
        using var album = new Album();
        string path = album.Make("a.flac", "-metadata title=ABCD -metadata genre=Rock");
        byte[] bytes = File.ReadAllBytes(path);
        bytes[Album.Find(path, "ABCD")] = 0xE9;     // Latin-1, where UTF-8 should be
        File.WriteAllBytes(path, bytes);
        await album.LeavesAsync(path, "would not survive");
    }

    [Fact]
    public async Task Audio_that_would_not_stay_the_same_is_a_reason_to_leave_the_file()
    {
        using var album = new Album();
        string path = album.Make("a.m4a", "-movflags +frag_keyframe+empty_moov -frag_duration 1000000");
        await album.LeavesAsync(path, "audio would not stay the same");
    }

    private static byte[] Frame(string name, ReadOnlySpan<byte> body, byte flags = 0) => [.. Encoding.ASCII.GetBytes(name), .. Synchsafe(body.Length), 0, flags, .. body];

    private static byte[] Synchsafe(int value) => [(byte)(value >> 21 & 127), (byte)(value >> 14 & 127), (byte)(value >> 7 & 127), (byte)(value & 127)];

    private static byte[] Id3v1(string title, byte genre)
    {
        byte[] tag = new byte[128];
        "TAG"u8.CopyTo(tag);
        Encoding.ASCII.GetBytes(title).CopyTo(tag, 3);
        tag[127] = genre;
        return tag;
    }

    private static byte[] Ape(params (string Name, string Value)[] items)
    {
        byte[] body = [.. items.SelectMany(item => (byte[])[.. BitConverter.GetBytes(item.Value.Length), 0, 0, 0, 0, .. Encoding.UTF8.GetBytes($"{item.Name}\0{item.Value}")])];
        byte[] Edge(uint flags) => [.. "APETAGEX"u8, .. BitConverter.GetBytes(2000), .. BitConverter.GetBytes(body.Length + 32), .. BitConverter.GetBytes(items.Length), .. BitConverter.GetBytes(flags), .. new byte[8]];
        return [.. Edge(0xA0000000), .. body, .. Edge(0x80000000)];
    }
}
