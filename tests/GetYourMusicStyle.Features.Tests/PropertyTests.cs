using CsCheck;
using GetYourMusicStyle.Features.Simd;
using GetYourMusicStyle.Features.Spectral;
using GetYourMusicStyle.Features.Stft;

namespace GetYourMusicStyle.Features.Tests;

/// <summary>What must hold for any window, whatever librosa says.</summary>
public sealed class PropertyTests
{
    private static readonly Gen<float[]> Windows =
        Gen.Select(Gen.Int[WindowAnalyzer.MinimumSamples, 70_000], Gen.Int[0, 1 << 20], Gen.Double[0, 1]).Select(w => Music(w.Item1, w.Item2, w.Item3));

    [Fact]
    public void All_widths_give_the_same_answers() => Windows.Sample(
        window =>
        {
            float[] scalar = Features(window, VectorWidth.Scalar);
            AssertClose(scalar, Features(window, VectorWidth.Bits256), 1e-6);
            AssertClose(scalar, Features(window, VectorWidth.Bits512), 1e-6);
            Assert.Equal(Picture(window, VectorWidth.Scalar), Picture(window, VectorWidth.Bits256));
            Assert.Equal(Picture(window, VectorWidth.Scalar), Picture(window, VectorWidth.Bits512));
        },
        iter: 60);

    [Fact]
    public void Halving_the_level_moves_only_what_measures_level() => Windows.Sample(
        window =>
        {
            float[] loud = Features(window), soft = Features([.. window.Select(x => x / 2)]);
            for (int i = 0; i < loud.Length; i++)
            {
                double expected = FeatureNames.All[i] switch
                {
                    "mfcc_0" => loud[i] - (20 * Math.Log10(2) * Math.Sqrt(128)),
                    "rms_harmonic" or "rms_percussive" => loud[i] / 2,
                    _ => loud[i],
                };
                Assert.True(Math.Abs(expected - soft[i]) <= 2e-3 + (1e-4 * Math.Abs(expected)), $"{FeatureNames.All[i]}: {soft[i]} is not {expected}");
            }
        },
        iter: 60);

    [Fact]
    public void A_shift_by_one_hop_shifts_the_frames_by_one() => Windows.Sample(
        window =>
        {
            WindowAnalysis<Lanes1> before = Analysis(window[StftParameters.Hop..]), after = Analysis(window);
            for (int frame = 2; frame < before.Spectrum.Grid.Count - 2; frame++)
            {
                Assert.Equal(before.ZeroCrossings.Series[frame, 0], after.ZeroCrossings.Series[frame + 1, 0]);
                Assert.Equal(before.Bandwidth.Series[frame, 0], after.Bandwidth.Series[frame + 1, 0]);
                Assert.Equal(before.Spectrum.Magnitude(frame, 100), after.Spectrum.Magnitude(frame + 1, 100));
            }
        },
        iter: 30);

    [Fact]
    public void A_window_is_analysed_as_if_cut_out_first()
    {
        float[] track = Music(5 * 66_150, 7, 0.3);
        var analyzer = new WindowAnalyzer();
        for (int start = 0; start + 132_300 <= track.Length; start += 66_150)
        {
            analyzer.Analyze(track.AsSpan(start, 132_300));
            var actual = new float[FeatureNames.Count];
            analyzer.CopyFeatures(actual);
            Assert.Equal(Features(track[start..(start + 132_300)]), actual);
        }
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(1e-30f)]
    [InlineData(1e-42f)]
    public void Silence_gives_finite_features_and_an_even_picture(float level)
    {
        float[] window = new float[80_000];
        window.AsSpan().Fill(level);
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
        {
            Assert.All(Features(window, width), f => Assert.True(float.IsFinite(f)));
            Assert.All(Picture(window, width), p => Assert.Equal(0, p));
        }
    }

    [Fact]
    public void A_click_in_the_very_last_samples_counts_only_as_far_as_frames_see_it()
    {
        float[] window = new float[66_150];
        window[^1] = 1;
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
            Assert.Equal(0, Picture(window, width).Max(), 3);
    }

    [Fact]
    public void A_warm_analyzer_allocates_nothing()
    {
        float[] window = Music(132_300, 1, 0.5);
        var analyzer = new WindowAnalyzer();
        var pixels = new float[10_000];
        for (int i = 0; i < 3; i++) Analyze();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 5; i++) Analyze();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Analyze()
        {
            analyzer.Analyze(window);
            analyzer.CopyLogSpectrogram(pixels);
        }
    }

    [Fact]
    public void Windows_too_short_or_too_long_are_refused()
    {
        var analyzer = new WindowAnalyzer();
        Assert.Throws<ArgumentException>(() => analyzer.Analyze(new float[WindowAnalyzer.MinimumSamples - 1]));
        Assert.Throws<ArgumentException>(() => analyzer.Analyze(new float[WindowAnalyzer.MaximumSamples + 1]));
        Assert.Throws<InvalidOperationException>(() => analyzer.CopyFeatures(new float[25]));
    }

    /// <summary>Chords with noise and clicks, as loud as music is.</summary>
    private static float[] Music(int samples, int seed, double noise)
    {
        var random = new Random(seed);
        double[] pitches = [.. Enumerable.Range(0, 4).Select(_ => 60 * Math.Pow(2, 6 * random.NextDouble()))];
        var signal = new float[samples];
        for (int n = 0; n < samples; n++)
        {
            double tone = pitches.Sum(p => Math.Sin(2 * Math.PI * p * n / 22_050)) / 8;
            signal[n] = (float)(tone + (noise * 0.4 * ((2 * random.NextDouble()) - 1)) + (n % 11_000 < 20 ? 0.3 : 0));
        }

        return signal;
    }

    private static WindowAnalysis<Lanes1> Analysis(float[] window)
    {
        var analysis = new WindowAnalysis<Lanes1>(new Spectrum<Lanes1, Wide1>());
        analysis.Run(window, null);
        return analysis;
    }

    private static float[] Features(float[] window, VectorWidth width = VectorWidth.Widest)
    {
        var analyzer = new WindowAnalyzer(width);
        analyzer.Analyze(window);
        var features = new float[FeatureNames.Count];
        analyzer.CopyFeatures(features);
        return features;
    }

    private static float[] Picture(float[] window, VectorWidth width)
    {
        var analyzer = new WindowAnalyzer(width);
        analyzer.AnalyzeSpectrum(window);
        var pixels = new float[LogSpectrogram.Size * LogSpectrogram.Size];
        analyzer.CopyLogSpectrogram(pixels);
        return pixels;
    }

    private static void AssertClose(float[] expected, float[] actual, double relative)
    {
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= relative * Math.Max(1e-3, Math.Abs(expected[i])), $"{FeatureNames.All[i]}: {actual[i]} is not {expected[i]}");
    }
}
