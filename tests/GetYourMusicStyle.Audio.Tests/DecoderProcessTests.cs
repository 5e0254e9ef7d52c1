using System.Diagnostics;
using GetYourMusicStyle.Audio.Decoding;
using GetYourMusicStyle.Audio.Resampling;

namespace GetYourMusicStyle.Audio.Tests;

/// <summary>What happens when the child process that decodes hangs, crashes, lies, is missing or is no longer wanted.</summary>
public sealed class DecoderProcessTests
{
    private const string AuHeader = @"printf '.snd\0\0\0\30\377\377\377\377\0\0\0\6\0\0\126\42\0\0\0\1'"; // 22 050 Hz, mono, float32
    private static readonly string Song = Media.SongAs("m4a");

    /// <summary>A decoder whose ffmpeg is this shell script.</summary>
    private static TrackDecoder With(string script, double stallSeconds = 30)
    {
        string path = Media.Write("ffmpeg", System.Text.Encoding.ASCII.GetBytes("#!/bin/sh\n" + script + "\n"));
        Media.Run("chmod", "+x", path);
        return Decoding.Decoder(o => (o.FfmpegPath, o.StallSeconds) = (path, stallSeconds));
    }

    [Theory]
    [InlineData("sleep 1000")]
    [InlineData(AuHeader + "; sleep 1000")]
    [InlineData(AuHeader + "; head -c 400000 /dev/zero; sleep 1000")]
    [InlineData("exec 1>&-; sleep 1000")]
    public void One_that_stalls_is_stopped(string script)
    {
        var watch = Stopwatch.StartNew();
        AudioException e = With(script, stallSeconds: 0.5).Fault(Song);
        Assert.Equal(AudioFault.TimedOut, e.Fault);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60)); // and not 1000
    }

    [Theory]
    [InlineData("kill -SEGV $$")]
    [InlineData(AuHeader + "; head -c 400000 /dev/zero; kill -ABRT $$")]
    [InlineData("echo this is no AU header and never will be")]
    [InlineData(@"printf '.snd\377\377\377\377\0\0\0\0\0\0\0\6\0\0\126\42\0\0\0\1'")]
    public void One_that_crashes_or_raves_is_an_error_of_that_file(string script) =>
        Assert.Equal(AudioFault.DecoderCrashed, With(script).Fault(Song).Fault);

    [Fact]
    public void One_that_gives_up_midway_says_where()
    {
        AudioException e = With(AuHeader + "; head -c 441000 /dev/zero; echo '[mov @ 0x1] file:/a/b: Bad things happened.' >&2; exit 1").Fault(Song);
        Assert.Equal(AudioFault.Damaged, e.Fault);
        Assert.Equal("The file is damaged: decoding stopped at 5.0 s (Bad things happened).", e.Message);
    }

    [Fact]
    public void One_that_writes_without_end_on_standard_error_does_no_harm()
    {
        string flood = "yes 'error error error' | head -c 20000000 >&2; " + AuHeader + "; head -c 441000 /dev/zero";
        Assert.Equal(5, With(flood).Duration(Song), 3);
    }

    [Fact]
    public void Half_a_frame_at_the_end_is_dropped() =>
        Assert.Equal(100_000, With(AuHeader + "; head -c 400003 /dev/zero").Mono(Song).Length);

    [Fact]
    public void Without_ffmpeg_the_error_names_the_package()
    {
        TrackDecoder decoder = Decoding.Decoder(o => o.FfmpegPath = "/nowhere/ffmpeg");
        AudioException e = decoder.Fault(Song);
        Assert.Equal(AudioFault.Unsupported, e.Fault);
        Assert.Contains("apt-get install ffmpeg", e.Message, StringComparison.Ordinal);
        Assert.Equal(20, decoder.Duration(Media.SongAs("flac")), 3);
    }

    [Fact]
    public void It_gets_an_empty_environment_one_file_and_one_protocol()
    {
        Environment.SetEnvironmentVariable("GYMS_TEST_SECRET", "secret");
        string log = Media.NewPath("log");
        With($"env > '{log}'; printf '%s\\n' \"$@\" >> '{log}'; {AuHeader}; head -c 441000 /dev/zero").Duration(Song);
        string[] lines = File.ReadAllLines(log);
        Assert.DoesNotContain(lines, l => l.Contains("SECRET", StringComparison.Ordinal) || l.Contains("proxy", StringComparison.OrdinalIgnoreCase));
        Assert.Equal("file", lines[Array.IndexOf(lines, "-protocol_whitelist") + 1]);
        Assert.Equal("mov", lines[Array.IndexOf(lines, "-format_whitelist") + 1]);
        Assert.Equal("file:" + Song, lines[Array.IndexOf(lines, "-i") + 1]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancelling_or_disposing_ends_the_child(bool cancel)
    {
        string pidFile = Media.NewPath("pid");
        TrackDecoder decoder = With($"{AuHeader}; echo $$ > '{pidFile}'; head -c 2000000 /dev/zero; exec sleep 1000");
        using var source = new CancellationTokenSource();
        MonoStream stream = decoder.OpenMono(Song, source.Token);
        Task<float[]> reading = Task.Run(() =>
        {
            float[] buffer = new float[cancel ? 1_000_000 : 1_000];
            stream.Read(buffer);
            return buffer;
        });
        while (!File.Exists(pidFile) || File.ReadAllText(pidFile).Length == 0)
            await Task.Delay(20);
        string process = "/proc/" + File.ReadAllText(pidFile).Trim();
        Assert.True(Directory.Exists(process));
        if (cancel)
        {
            await source.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        }
        else
        {
            await reading;
        }
        stream.Dispose();
        for (int i = 0; i < 500 && Directory.Exists(process); i++)
            await Task.Delay(20);
        Assert.False(Directory.Exists(process));
    }

    [Fact]
    public void Cancelling_ends_reading_in_this_process_too()
    {
        using var source = new CancellationTokenSource();
        using MonoStream stream = Decoding.Decoder().OpenMono(Media.Song, source.Token);
        float[] buffer = new float[1_000];
        Assert.Equal(1_000, stream.Read(buffer));
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() =>
        {
            while (stream.Read(buffer) > 0)
            {
            }
        });
        Assert.Throws<OperationCanceledException>(() => Decoding.Decoder().OpenMono(Media.Song, source.Token));
    }
}
