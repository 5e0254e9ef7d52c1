using System.Diagnostics;
using GetYourMusicStyle.Audio.Decoding;
using GetYourMusicStyle.Audio.Resampling;

namespace GetYourMusicStyle.Audio.Tests.Cage;

/// <summary>A decoder that crashes, hangs, takes all it can get or lies costs one file, says why, and harms no other.</summary>
public sealed class HarmTests
{
    [Theory]
    [InlineData("crash", "signal 6")]
    [InlineData("exit", "exit code 7")]
    public void One_that_dies_says_how(string order, string end)
    {
        using var decoder = Prison.Decoder();
        var e = Fault(decoder, order);
        Assert.Equal(AudioFault.DecoderCrashed, e.Fault);
        Assert.Contains(end, e.Message, StringComparison.Ordinal);
        Assert.StartsWith("done", decoder.Order("process"), StringComparison.Ordinal);     // there is another
    }

    [Theory]
    [InlineData("hang")]
    [InlineData("spin")]
    public void One_that_gives_nothing_is_stopped(string order)
    {
        using var decoder = Prison.Decoder(o => o.StallSeconds = 0.5);
        var e = Fault(decoder, order);
        Assert.Equal((AudioFault.TimedOut, "The decoder was stopped: it gave nothing for 0.5 s."), (e.Fault, e.Message));
    }

    [Fact]
    public void One_that_spins_runs_out_of_processor_time()
    {
        using var decoder = Prison.Decoder(o => (o.DecoderSeconds, o.MaxDurationSeconds) = (1, 1));
        var e = Fault(decoder, "spin");
        Assert.Equal(AudioFault.TimedOut, e.Fault);
        Assert.True(e.Message.Contains("processor time", StringComparison.Ordinal) || e.Message.Contains("only 0.0 s of audio", StringComparison.Ordinal), e.Message);
    }

    [Fact]
    public void One_that_gives_a_little_now_and_then_is_stopped_too()
    {
        using var decoder = Prison.Decoder(o => (o.DecoderSeconds, o.StallSeconds) = (1, 5));
        var e = Fault(decoder, "samples", "0.1", "200");
        Assert.Equal(AudioFault.TimedOut, e.Fault);
        Assert.Contains("gave only", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_never_ends_is_too_long()
    {
        using var decoder = Prison.Decoder(o => o.MaxDurationSeconds = 60);
        Assert.Equal(AudioFault.TooLong, Fault(decoder, "samples", "0.1", "0").Fault);
    }

    [Fact]
    public void Two_gigabytes_are_more_than_it_gets()
    {
        using var decoder = Prison.Decoder(o => o.DecoderMegabytes = 512);
        var e = Fault(decoder, "allocate", "2000");
        Assert.Equal((AudioFault.DecoderCrashed, "The decoder needed more than the 512 MB of memory it may have."), (e.Fault, e.Message));
        Assert.StartsWith("refused after", decoder.Order("allocate-native", "2000"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("say", "4", "2000000000")]
    [InlineData("say", "4", "-1")]
    [InlineData("say", "77", "0")]
    [InlineData("say", "3", "10")]
    [InlineData("open-as", "0", "1")]
    [InlineData("open-as", "44100", "-1")]
    [InlineData("half-a-frame")]
    [InlineData("copies")]
    [InlineData("fault", "0")]
    [InlineData("fault", "1")]
    [InlineData("fault", "99")]
    public void One_that_lies_is_not_believed(params string[] order)
    {
        using var decoder = Prison.Decoder(o => o.StallSeconds = 2);
        Assert.Contains(Fault(decoder, order).Fault, (AudioFault[])[AudioFault.DecoderCrashed, AudioFault.TimedOut]);
        Assert.StartsWith("done", decoder.Order("process"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("open-as", "44100", "1000")]
    [InlineData("open-as", "2000000000", "1")]
    public void Its_numbers_are_held_to_our_limits(params string[] order)
    {
        using var decoder = Prison.Decoder();
        Assert.Equal(AudioFault.Unsupported, Fault(decoder, order).Fault);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e30")]
    public void Its_samples_are_looked_at(string value)
    {
        using var decoder = Prison.Decoder();
        Assert.Equal(AudioFault.Damaged, Fault(decoder, "samples", value, "0").Fault);
    }

    [Fact]
    public void Its_texts_are_cut_and_cleaned()
    {
        using var decoder = Prison.Decoder();
        using MonoStream stream = decoder.OpenMono(Prison.File("tags"));
        Assert.Null(stream.PromisedSeconds);
        Assert.Equal(("ab[31m", 500, null, "genre"), (stream.ReadTags().Title, stream.ReadTags().Artist!.Length, stream.ReadTags().Album, stream.ReadTags().Genre));
        var e = Fault(decoder, "fault", "4");
        Assert.Equal((AudioFault.Damaged, "It says so.And a second line."), (e.Fault, e.Message));
    }

    [Fact]
    public async Task Neighbours_of_those_that_crash_and_hang_are_decoded_as_ever()
    {
        using var bad = Prison.Decoder(o => o.StallSeconds = 1);
        float[] expected = Decoding.Decoder().Mono(Media.Song);
        TrackDecoder good = Decoding.Decoder(DecoderIsolation.ChildProcess);
        Task[] harm = [.. ((string[])["crash", "hang", "spin", "exit", "crash"]).Select(order => Task.Run(() => Fault(bad, order)))];
        for (int i = 0; i < 5; i++)
            Assert.Equal(expected, await Task.Run(() => good.Mono(Media.Song)));
        await Task.WhenAll(harm);
    }

    [Fact]
    public void One_decoder_takes_one_file_after_the_other_good_and_bad()
    {
        using var decoder = Prison.Decoder();
        string first = decoder.Order("process");
        Assert.Equal(first, decoder.Order("process"));
        decoder.Order("read", "/etc/passwd");
        Assert.Equal(first, decoder.Order("process"));
        Fault(decoder, "crash");
        Assert.NotEqual(first, decoder.Order("process"));
    }

    [Fact]
    public async Task Cancelling_ends_one_that_hangs_at_once()
    {
        using var decoder = Prison.Decoder(o => o.StallSeconds = 3600);
        string process = $"/proc/{decoder.Order("process").Split(' ')[1]}";
        using var cancel = new CancellationTokenSource();
        Task hanging = Task.Run(() => decoder.OpenMono(Prison.File("hang"), cancel.Token));
        await Task.Delay(300);
        Assert.False(hanging.IsCompleted);
        var watch = Stopwatch.StartNew();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60));      // and not an hour
        Assert.False(Directory.Exists(process));
    }

    [Fact]
    public void Disposing_ends_all_and_leaves_no_folder()
    {
        string folder = Path.GetDirectoryName(Media.NewPath("any"))!;
        File.WriteAllText(Path.Combine(folder, "gyms-decoding-killed.lock"), "");
        Directory.CreateDirectory(Path.Combine(folder, "gyms-decoding-killed"));
        string process;
        using (var decoder = Prison.Decoder(o => o.TemporaryFolder = folder))
        {
            decoder.Prepare(3);
            process = $"/proc/{decoder.Order("process").Split(' ')[1]}";
            Assert.True(Directory.Exists(process));
        }
        Assert.False(Directory.Exists(process));
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    private static AudioException Fault(TrackDecoder decoder, params string[] order) => Assert.Throws<AudioException>(() =>
    {
        using MonoStream stream = decoder.OpenMono(Prison.File(order));
        float[] buffer = new float[4096];
        while (stream.Read(buffer) > 0)
        {
        }
    });
}
