using System.Diagnostics;
using GetYourMusicStyle.Bench.Material;
using GetYourMusicStyle.Features;
using GetYourMusicStyle.Features.Mel;
using GetYourMusicStyle.Features.Profiling;

namespace GetYourMusicStyle.Bench.SideBySide;

/// <summary>Our side: seconds for a 30 s clip (five windows), stage by stage, and for one log spectrogram and one mel spectrogram of each kind. Medians over repetitions.</summary>
internal sealed class OurSide
{
    private readonly Dictionary<AnalysisStage, double> _stages = [];

    public double FeaturesSeconds { get; private init; }

    public double SpectrogramSeconds { get; private init; }

    public double PngSeconds { get; private init; }

    /// <summary>A mel spectrogram of one window, by the names of <see cref="Clip.Mels"/>.</summary>
    public IReadOnlyDictionary<string, double> MelSeconds { get; private init; } = new Dictionary<string, double>();

    public double this[AnalysisStage stage] => _stages[stage];

    public static OurSide Measure(float[] samples, int repetitions)
    {
        var analyzer = new WindowAnalyzer();
        var pixels = new float[WindowAnalyzer.SpectrogramValues];
        using var png = new MemoryStream();
        var mels = Clip.Mels.ToDictionary(mel => mel.Key, mel => Mel(mel.Value));
        // The JIT compiles in tiers, in the background: give it calls and a pause.
        for (int i = 0; i < 40; i++)
        {
            Features();
            Png();
            foreach (Action mel in mels.Values) mel();
        }
        Thread.Sleep(500);

        double features = Median(Features);
        var ours = new OurSide { FeaturesSeconds = features, SpectrogramSeconds = Median(Spectrogram), PngSeconds = Median(Png), MelSeconds = mels.ToDictionary(mel => mel.Key, mel => Median(mel.Value)) };
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

        Action Mel(MelParameters parameters)
        {
            var spectrogram = new MelSpectrogram(parameters);
            float[] values = new float[MelSpectrogram.FramesOf(parameters, Clip.Window) * parameters.Bands];
            return () => spectrogram.Compute(samples.AsSpan(0, Clip.Window), values);
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
