using System.Diagnostics;

namespace GetYourMusicStyle.Cli.Tests;

/// <summary><c>gyms tag</c>: which files are tagged, and what becomes of them when something is in the way.</summary>
public class TagTests
{
    [Fact]
    public async Task Files_are_classified_on_the_way_and_a_dry_run_changes_nothing()
    {
        using var album = new Album();
        album.Make("a.mp3");
        album.Music.Wav("album/silent.wav", (8, true));
        var before = album.Contents();
        var ended = await album.TagAsync("album", "--model", album.Music.Model, "--include-uncertain", "--dry-run");
        Assert.Equal((0, ""), (ended.Code, ended.Error));
        Assert.Matches(@"album/a\.mp3 +Rock +(Calm|Noisy|Odd); Rock", ended.Output);
        Assert.Contains("1 would change, 1 silent", ended.Output);
        Assert.Equal(before, album.Contents());
        Assert.False(File.Exists(album.Journal));

        ended = await album.TagAsync("album", "--model", album.Music.Model, "--include-uncertain");
        Assert.Contains("1 changed, 1 silent", ended.Output);
        Assert.NotEqual("Rock", Album.Tags(album.At("album", "a.mp3"))["genre"]);
    }

    [Theory]
    [InlineData(0.9, true, "1 left because the model is not sure")]
    [InlineData(0.9, true, "1 changed", "--include-uncertain")]
    [InlineData(0.6, false, "1 left because the model is not sure", "--min-confidence", "0.7")]
    [InlineData(0.7, false, "1 changed", "--min-confidence", "0.7")]
    public async Task What_the_model_is_not_sure_of_is_not_written(double confidence, bool uncertain, string said, params string[] options)
    {
        using var album = new Album();
        album.Make("a.ogg");
        var ended = await album.TagAsync(["--from", album.Results(confidence: confidence, uncertain: uncertain), .. options]);
        Assert.Equal(0, ended.Code);
        Assert.Contains(said, ended.Output);
        Assert.Equal(said == "1 changed", Album.Tags(album.At("album", "a.ogg"))["genre"].Contains("Jazz"));
    }

    [Fact]
    public async Task A_genre_that_is_there_is_moved_to_the_front_as_it_is_spelled()
    {
        using var album = new Album();
        string path = album.Make("a.flac", "-metadata genre=Rock");
        await album.TagAsync("--from", album.Results("Folk"));
        await album.TagAsync("--from", album.Results("ROCK"));
        Assert.Equal("Rock;Folk", Album.Tags(path)["genre"]);
    }

    [Fact]
    public async Task What_cannot_be_tagged_is_named_and_the_others_are_done()
    {
        using var album = new Album();
        album.Make("a.mka");
        album.Make("b.aac", "");
        File.WriteAllText(album.At("album", "c.mp3"), "no music");
        string readOnly = album.Make("d.mp3");
        album.Music.Shell($"chmod 400 '{readOnly}'");
        File.WriteAllBytes(album.At("album", "e.m4a"), File.ReadAllBytes(album.Make("e.m4a"))[..9000]);
        File.WriteAllBytes(album.At("album", "f.wav"), File.ReadAllBytes(album.Make("f.wav"))[..200_000]);
        string changed = album.Make("g.mp3"), good = album.Make("z.mp3");
        string results = album.Results();
        File.AppendAllText(changed, "x");
        File.WriteAllText(results, File.ReadAllText(results) + File.ReadLines(results).First().Replace("a.mka", "not-there.mp3", StringComparison.Ordinal));
        var before = album.Contents();
        var ended = await album.TagAsync("--from", results);

        Assert.Equal(1, ended.Code);
        foreach (var (name, reason) in new[] { ("a.mka", "cannot be tagged"), ("b.aac", "cannot be tagged"), ("c.mp3", "cannot be tagged"), ("d.mp3", "read-only"), ("e.m4a", "tags"), ("f.wav", "damaged"), ("g.mp3", "changed since"), ("not-there.mp3", "no such file") })
            Assert.Matches($"{name}: .*{reason}", ended.Error);
        Assert.Contains("1 changed, 8 failed", ended.Output);
        Assert.StartsWith("Jazz", Album.Tags(good)["genre"]);
        var after = album.Contents();
        after["z.mp3"] = before["z.mp3"];
        Assert.Equal(before, after);
    }

    [Fact]
    public async Task Links_permissions_and_owner_stay_and_the_time_of_change_moves()
    {
        using var album = new Album();
        string path = album.Make("a.mp3");
        album.Music.Shell("chmod 640 album/a.mp3 && ln album/a.mp3 other.mp3 && ln -s album/a.mp3 link.mp3 && touch -d 2001-01-01 album/a.mp3");
        string other = Album.Tags(album.At("other.mp3"))["genre"];
        var ended = await album.TagAsync("--from", album.Results(files: album.At("link.mp3")));
        Assert.Equal(0, ended.Code);
        Assert.Contains("2 names (hard links)", ended.Error);
        Assert.NotNull(new FileInfo(album.At("link.mp3")).LinkTarget);
        Assert.StartsWith("Jazz", Album.Tags(path)["genre"]);
        Assert.Equal(other, Album.Tags(album.At("other.mp3"))["genre"]);
        album.Music.Shell("test $(stat -c %a album/a.mp3) = 640");
        Assert.InRange(File.GetLastWriteTimeUtc(path).Year, 2002, 9999);
    }

    [Fact]
    public async Task Where_the_disk_takes_no_more_the_file_stays()
    {
        using var album = new Album();
        string path = album.Make("a.wav");
        var before = album.Contents();
        string results = album.Results();
        // A file may not grow beyond 100 KiB: what a full disk does, without one.
        var start = new ProcessStartInfo("sh", ["-c", $"ulimit -f 200; exec dotnet '{Gyms.Program}' tag --from '{results}' --journal '{album.At(".j")}'"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        using var process = Process.Start(start)!;
        var ended = await Gyms.EndAsync(process);
        Assert.Equal(1, ended.Code);
        Assert.Contains($"{path}: file too large", ended.Error);
        Assert.Equal(before, album.Contents());
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_kill_loses_nothing_and_the_next_run_clears_up()
    {
        using var album = new Album();
        string first = album.Make("00.flac");
        for (int i = 1; i < 40; i++)
            File.Copy(first, album.At("album", $"{i:00}.flac"));
        string sound = Album.Sound(first), results = album.Results();
        for (int kill = 1; kill <= 3; kill++)
        {
            int enough = 6 * 130 * kill;
            using var process = Gyms.Start(album.Path, "tag", "--from", results, "--jobs", "2");
            await Gyms.UntilAsync(process, () => new FileInfo(album.Journal) is { Exists: true } journal && journal.Length >= enough);
            Gyms.Signal(process, "KILL");
            await Gyms.EndAsync(process);
        }
        File.WriteAllText(album.At("album", ".gyms-tag-left.tmp"), "by a run that was killed, with its child");
        Assert.All(Directory.GetFiles(album.At("album"), "*.flac"), path => Assert.Equal(sound, Album.Sound(path)));

        Assert.Equal(0, (await album.TagAsync("--from", results)).Code);
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{i:00}.flac"), album.Contents().Keys);
        Assert.Single(album.Contents().Values.Distinct());
        Assert.Contains("40 changed", (await album.TagAsync("album", "--undo")).Output);
        Assert.Equal("Rock", Album.Tags(first)["genre"]);
    }

    [Fact]
    public async Task Undo_leaves_what_others_have_changed_since()
    {
        using var album = new Album();
        string one = album.Make("a.flac"), two = album.Make("b.flac");
        await album.TagAsync("--from", album.Results());
        File.AppendAllText(album.Journal, "{\"path\": torn");
        await album.TagAsync("--from", album.Results("Soul"));
        album.Make("b.flac", "-metadata genre=Mine");

        var ended = await album.TagAsync("album", "--undo");
        Assert.Equal(1, ended.Code);
        Assert.Contains("b.flac: its genre was changed by something else", ended.Error);
        Assert.Equal(("Rock", "Mine"), (Album.Tags(one)["genre"], Album.Tags(two)["genre"]));
        Assert.Contains("1 with nothing to undo", (await album.TagAsync("album/a.flac", "--undo")).Output);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Tags_made_to_burst_memory_fail_alone()
    {
        using var album = new Album();
        string path = album.Make("a.mp3", "-id3v2_version 0");
        using var packed = new MemoryStream();
        using (var zip = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
        {
            for (int i = 0; i < 3 << 10; i++)
                zip.Write(new byte[1 << 20]);       // 3 GiB
        }
        static byte[] Synchsafe(long value) => [(byte)(value >> 21 & 127), (byte)(value >> 14 & 127), (byte)(value >> 7 & 127), (byte)(value & 127)];
        byte[] frame = [.. "TCON"u8, .. Synchsafe(packed.Length + 4), 0, 9, .. Synchsafe(1 << 27), .. packed.ToArray()];
        File.WriteAllBytes(path, [.. "ID3"u8, 4, 0, 0, .. Synchsafe(frame.Length), .. frame, .. File.ReadAllBytes(path)]);
        await album.LeavesAsync(path, "too large");
    }

    [Theory]
    [InlineData("one of the two", "tag")]
    [InlineData("one of the two", "tag", "album", "--from", "x")]
    [InlineData("no such file", "tag", "--from", "not-there")]
    [InlineData("line 1: this is no result", "tag", "--from", "text")]
    [InlineData("no journal", "tag", "album", "--undo")]
    [InlineData("--undo goes by the journal", "tag", "--from", "text", "--undo")]
    [InlineData("--min-confidence must be a number from 0 to 1", "tag", "album", "--min-confidence", "80")]
    [InlineData("--top must be a whole number", "tag", "album", "--top", "0")]
    [InlineData("no such file or folder", "tag", "nowhere")]
    public async Task Bad_usage_is_told_in_a_line_and_ends_with_2(string message, params string[] arguments)
    {
        using var album = new Album();
        album.Make("a.wav");
        File.WriteAllText(album.At("text"), "hello");
        var ended = await Gyms.RunAsync(album.Path, arguments);
        Assert.Equal(2, ended.Code);
        Assert.Contains(message, ended.Error);
        Assert.DoesNotContain("   at ", ended.Error);
    }

    [Fact]
    public async Task A_journal_belongs_to_one_run_at_a_time()
    {
        using var album = new Album();
        album.Make("a.wav");
        using var held = new FileStream(album.At("journal"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        var ended = await album.TagAsync("--from", album.Results(), "--journal", "journal");
        Assert.Equal(2, ended.Code);
        Assert.Contains("another gyms tag", ended.Error);
    }
}
