using System.Diagnostics;
using NWaves.FeatureExtractors;
using NWaves.FeatureExtractors.Base;
using NWaves.FeatureExtractors.Multi;
using NWaves.FeatureExtractors.Options;
using NWaves.Filters.Fda;
using NWaves.Operations;
using NWaves.Signals;
using NWaves.Transforms;
using NWaves.Windows;

namespace GetYourMusicStyle.Bench.SideBySide;

/// <summary>
/// The 25 features as a .NET developer would get them: with the extractors of NWaves, each set as near to librosa as it can be. What is missing
/// (see <see cref="Missing"/>) costs it nothing here. Seconds for the clip as a whole; the least of the repetitions.
/// </summary>
internal sealed class NWavesSide
{
    public const string Missing =
        "NWaves' values are not librosa's: no centred frames, no 80 dB floor, no estimate of the tuning, six contrast bands of other bins instead of seven, other levels after HPSS; no log spectrogram.";

    private const int Frame = 2048, Hop = 512, MedianFrames = 31;

    private readonly Dictionary<string, double> _stages = [];

    /// <summary>Seconds of a stage, by the names of <see cref="LibrosaSide"/>.</summary>
    public IReadOnlyDictionary<string, double> Stages => _stages;

    /// <summary>Seconds of all stages; every extractor takes an STFT of its own.</summary>
    public double FeaturesSeconds => _stages.Where(stage => stage.Key != "stft").Sum(stage => stage.Value);

    public static NWavesSide Measure(float[] samples, int rate, int repetitions)
    {
        var side = new NWavesSide();
        var signal = new DiscreteSignal(rate, samples);
        var stft = new Stft(Frame, Hop, WindowType.Hann);
        FeatureExtractor mfcc = new MfccExtractor(new MfccOptions
        {
            SamplingRate = rate,
            FrameSize = Frame,
            HopSize = Hop,
            Window = WindowType.Hann,
            FeatureCount = 13,
            FilterBank = FilterBanks.MelBankSlaney(128, Frame, rate),
            NonLinearity = NonLinearityType.ToDecibel,
            LogFloor = 1e-10f,
        });
        var chroma = new ChromaExtractor(new ChromaOptions { SamplingRate = rate, FrameSize = Frame, HopSize = Hop });
        var contrast = new SpectralFeaturesExtractor(Multi("c1+c2+c3+c4+c5+c6", WindowType.Hann));
        var bandwidth = new SpectralFeaturesExtractor(Multi("spread", WindowType.Hann));
        var crossings = new TimeDomainFeaturesExtractor(Multi("zcr", WindowType.Rectangular));
        var rms = new TimeDomainFeaturesExtractor(Multi("rms", WindowType.Rectangular));
        var separator = new HarmonicPercussiveSeparator(Frame, Hop, MedianFrames, MedianFrames);

        Time("stft", () => stft.MagnitudePhaseSpectrogram(samples));
        Time("mfcc", () => mfcc.ComputeFrom(signal));
        Time("contrast", () => contrast.ComputeFrom(signal));
        Time("bandwidth", () => bandwidth.ComputeFrom(signal));
        Time("chroma", () => chroma.ComputeFrom(signal));
        Time("hpss", () => separator.EvaluateSignals(signal));
        Time("rms", () => { rms.ComputeFrom(signal); rms.ComputeFrom(signal); });
        Time("zcr", () => crossings.ComputeFrom(signal));
        return side;

        MultiFeatureOptions Multi(string list, WindowType window) =>
            new() { SamplingRate = rate, FrameSize = Frame, HopSize = Hop, FeatureList = list, Window = window };

        void Time(string stage, Action work)
        {
            work();     // compiled
            double least = double.PositiveInfinity;
            for (int i = 0; i < repetitions; i++)
            {
                long start = Stopwatch.GetTimestamp();
                work();
                least = Math.Min(least, Stopwatch.GetElapsedTime(start).TotalSeconds);
            }
            side._stages[stage] = least;
        }
    }
}
