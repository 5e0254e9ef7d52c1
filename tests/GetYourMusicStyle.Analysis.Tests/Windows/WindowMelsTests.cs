using GetYourMusicStyle.Analysis.Windows;
using GetYourMusicStyle.Features.Mel;

namespace GetYourMusicStyle.Analysis.Tests.Windows;

/// <summary>Several mel spectrograms of one window after another.</summary>
public sealed class WindowMelsTests
{
    private const int SampleRate = 22_050;

    private static readonly MelParameters Fine = new()
    {
        SampleRate = SampleRate,
        FftLength = 1024,
        WindowLength = 551,
        HopLength = 220,
        Window = "hann_symmetric",
        Center = true,
        Padding = "reflect",
        PreEmphasis = new PreEmphasis { Factor = 0.97, Rate = 32_000 },
        Bands = 128,
        LowestHertz = 0,
        HighestHertz = 15_000,
        Scale = "htk",
        Triangles = "mel",
        Norm = "none",
        Power = 2,
        Log = new MelLog { Kind = "ln", Offset = 1e-5 },
    };

    private static readonly MelParameters Coarse = Fine with { HopLength = 413, Bands = 96, Log = new MelLog { Kind = "db", Reference = 1 } };

    [Fact]
    public void At_the_rate_of_what_is_decoded_the_samples_are_taken_as_they_are_and_nothing_is_allocated()
    {
        var mels = new WindowMels([Fine, Coarse]);
        float[] window = Noise();
        for (int i = 0; i < 3; i++)
            mels.Compute(window);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var computed = mels.Compute(window);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(Expected(Fine, window), computed[0].ToArray());
        Assert.Equal(Expected(Coarse, window), computed[1].ToArray());
    }

    [Fact]
    public void A_shorter_window_has_fewer_frames()
    {
        var mels = new WindowMels([Fine, Coarse]);
        float[] window = Noise();
        mels.Compute(window);
        Assert.Equal(Expected(Fine, window[..SampleRate]), mels.Compute(window.AsSpan(0, SampleRate))[0].ToArray());
    }

    private static float[] Expected(MelParameters parameters, float[] window)
    {
        float[] mel = new float[MelSpectrogram.FramesOf(parameters, window.Length) * parameters.Bands];
        new MelSpectrogram(parameters).Compute(window, mel);
        return mel;
    }

    private static float[] Noise()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, 6 * SampleRate).Select(_ => (float)((2 * random.NextDouble()) - 1))];
    }
}
