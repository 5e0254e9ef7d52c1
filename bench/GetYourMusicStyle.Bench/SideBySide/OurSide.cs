using System.Diagnostics;
using GetYourMusicStyle.Bench.Material;
using GetYourMusicStyle.Features;
using GetYourMusicStyle.Features.Profiling;

namespace GetYourMusicStyle.Bench.SideBySide;

/// <summary>Our side: seconds for a 30 s clip (five windows), stage by stage, and for one log spectrogram. Medians over repetitions.</summary>
internal sealed class OurSide
{
    private readonly Dictionary<AnalysisStage, double> _stages = [];

    public double FeaturesSeconds { get; private init; }

    public double SpectrogramSeconds { get; private init; }

    public double PngSeconds { get; private init; }

    public double this[AnalysisStage stage] => _stages[stage];

    public static OurSide Measure(float[] samples, int repetitions)
    {
        var analyzer = new WindowAnalyzer();
        var pixels = new float[WindowAnalyzer.SpectrogramValues];
        using var png = new MemoryStream();
        // The JIT compiles in tiers, in the background: give it calls and a pause.
        for (int i = 0; i < 40; i++) { Features(); Png(); }
        Thread.Sleep(500);

        double features = Median(Features);
        var ours = new OurSide { FeaturesSeconds = features, SpectrogramSeconds = Median(Spectrogram), PngSeconds = Median(Png) };
        analyzer.Clock = new StageClock();
        for (int i = 0; i < repetitions; i++) Features();
        foreach (AnalysisStage stage in Enum.GetValues<AnalysisStage>())
            ours._stages[stage] = analyzer.Clock[stage].TotalSeconds / repetitions;
        return ours;

        void Features()
        {
            for (int start = 0; start + Clip.Window <= samples.Length; start += Clip.Window)
                analyzer.Analyze(samples.AsSpan(start, Clip.Window));
        }

        void Spectrogram()
        {
            analyzer.AnalyzeSpectrum(samples.AsSpan(0, Clip.Window));
            analyzer.CopyLogSpectrogram(pixels);
        }

        void Png()
        {
            Spectrogram();
            png.SetLength(0);
            SpectrogramPng.Write(png, pixels);
        }

        double Median(Action action)
        {
            var times = new double[repetitions];
            for (int i = 0; i < repetitions; i++)
            {
                long start = Stopwatch.GetTimestamp();
                action();
                times[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            }

            Array.Sort(times);
            return times[repetitions / 2];
        }
    }
}
