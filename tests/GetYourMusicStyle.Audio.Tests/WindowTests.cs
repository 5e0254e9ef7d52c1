using CsCheck;
using GetYourMusicStyle.Audio.Decoding;
using GetYourMusicStyle.Audio.Resampling;
using GetYourMusicStyle.Audio.Windows;

namespace GetYourMusicStyle.Audio.Tests;

/// <summary>Where windows lie, and what is in them.</summary>
public sealed class WindowTests
{
    private const int Rate = MonoStream.SampleRate;

    [Theory]
    [InlineData(3.0, new[] { 0.0, 3.0 })]
    [InlineData(4.5, new[] { 0, 4.5 })]
    [InlineData(6.0, new[] { 0.0, 6 })]
    [InlineData(8.9, new[] { 0.0, 6 })]
    [InlineData(9.0, new[] { 0.0, 6, 3, 9 })]
    [InlineData(10.0, new[] { 0.0, 6, 4, 10 })]
    [InlineData(12.0, new[] { 0.0, 6, 6, 12 })]
    [InlineData(20.0, new[] { 0.0, 6, 6, 12, 12, 18 })]
    [InlineData(21.5, new[] { 0, 6, 6, 12, 12, 18, 15.5, 21.5 })]
    public void By_default_windows_are_6_s_and_a_remainder_of_3_s_gives_a_last_one(double seconds, double[] bounds)
    {
        string path = Media.Wav(Rate, 1, Media.Noise((int)(seconds * Rate), seed: 1));
        List<(double, double)> found = [];
        using WindowStream windows = Decoding.Decoder().Open(path);
        while (windows.TryRead(out AudioWindow window))
        {
            Assert.Equal(found.Count, window.Index);
            found.Add((window.StartSeconds, window.EndSeconds));
        }
        Assert.Equal(bounds.Chunk(2).Select(b => (b[0], b[1])), found);
        Assert.Equal(seconds, windows.DurationSeconds, 6);
        Assert.False(windows.TryRead(out _));
    }

    [Fact]
    public void Any_track_window_and_hop_follow_the_rule()
    {
        Gen.Select(Gen.Double[0.5, 2], Gen.Double[0.05, 3], Gen.Double[0.1, 2], Gen.Int[1, 8 * Rate], Gen.Int[0, 1_000_000]).Sample(
            (windowSeconds, hopSeconds, minimumSeconds, length, seed) =>
            {
                minimumSeconds = Math.Min(minimumSeconds, windowSeconds);
                (int window, int hop, int minimum) = (Samples(windowSeconds), Samples(hopSeconds), Samples(minimumSeconds));
                float[] track = Media.Noise(length, seed);
                TrackDecoder decoder = Decoding.Decoder(o =>
                    (o.WindowSeconds, o.HopSeconds, o.MinimumSeconds) = (windowSeconds, hopSeconds, minimumSeconds));
                string path = Media.Wav(Rate, 1, track);
                if (length < minimum)
                {
                    Assert.Equal(AudioFault.TooShort, decoder.Fault(path).Fault);
                    return;
                }
                using WindowStream windows = decoder.Open(path);
                foreach ((int start, int end) in Expected(length, window, hop, minimum))
                {
                    Assert.True(windows.TryRead(out AudioWindow found));
                    Assert.Equal((double)start / Rate, found.StartSeconds);
                    Assert.Equal((double)end / Rate, found.EndSeconds);
                    Assert.True(found.Samples.Span.SequenceEqual(track.AsSpan(start, end - start)));
                }
                Assert.False(windows.TryRead(out _));
                Assert.Equal((double)length / Rate, windows.DurationSeconds);
                File.Delete(path);
            },
            iter: 150, seed: "0000KOIKsfE0", threads: 1);
    }

    [Fact]
    public void Windows_below_60_dbfs_are_silent()
    {
        float[] track = new float[24 * Rate];
        track.AsSpan(6 * Rate, 6 * Rate).Fill(0.00099f); // -60.1 dBFS
        track.AsSpan(12 * Rate, 6 * Rate).Fill(-0.00101f); // -59.9
        track.AsSpan(18 * Rate, 6 * Rate).Fill(0.5f);
        using WindowStream windows = Decoding.Decoder().Open(Media.Wav(Rate, 1, track));
        List<bool> silent = [];
        while (windows.TryRead(out AudioWindow window))
            silent.Add(window.Silent);
        Assert.Equal([true, true, false, false], silent);
    }

    [Theory]
    [InlineData(2.999, AudioFault.TooShort)]
    [InlineData(0.001, AudioFault.TooShort)]
    [InlineData(0, AudioFault.Empty)]
    public void Less_than_3_s_is_refused(double seconds, AudioFault fault) =>
        Assert.Equal(fault, Decoding.Decoder().Fault(Media.Wav(Rate, 1, new float[(int)(seconds * Rate)])).Fault);

    [Fact]
    public void A_longer_track_than_allowed_is_refused()
    {
        string path = Media.Wav(8_000, 1, Media.Noise(8_000 * 20, seed: 3));
        Assert.Equal(AudioFault.TooLong, Decoding.Decoder(o => o.MaxDurationSeconds = 12).Fault(path).Fault);
        Assert.Equal(20, Decoding.Decoder(o => o.MaxDurationSeconds = 20).Duration(path), 3);
    }

    private static int Samples(double seconds) => (int)Math.Round(seconds * Rate);

    /// <summary>The rule, written down a second time: whole windows, then the remainder.</summary>
    private static IEnumerable<(int Start, int End)> Expected(int length, int window, int hop, int minimum)
    {
        if (length <= window)
        {
            yield return (0, length);
            yield break;
        }
        int end = 0;
        for (int start = 0; start + window <= length; start += hop)
            yield return (start, end = start + window);
        if (length - end >= minimum)
            yield return (length - window, length);
    }
}
