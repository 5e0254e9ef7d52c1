using GetYourMusicStyle.Features.Hpss;
using GetYourMusicStyle.Features.Profiling;
using GetYourMusicStyle.Features.Simd;
using GetYourMusicStyle.Features.Spectral;
using GetYourMusicStyle.Features.Stft;

namespace GetYourMusicStyle.Features;

/// <summary>The analysis of one window at one width of vectors; see <see cref="WindowAnalyzer"/>.</summary>
internal abstract class WindowAnalysis
{
    /// <summary>Analyses a window: one STFT, all features.</summary>
    public abstract void Run(ReadOnlySpan<float> samples, StageClock? clock);

    /// <summary>The 25 features of the last window.</summary>
    public float[] Features { get; } = new float[FeatureNames.Count];

    /// <summary>Only the STFT of a window: all that <see cref="FillSpectrogram"/> needs.</summary>
    public abstract void RunSpectrum(ReadOnlySpan<float> samples, StageClock? clock);

    /// <summary>The log spectrogram of the last window: dB relative to its maximum, [row][column].</summary>
    public abstract void FillSpectrogram(Span<float> pixels);
}

/// <inheritdoc/>
/// <param name="spectrum">Holds and computes the STFT.</param>
internal sealed unsafe class WindowAnalysis<T>(Spectrum<T> spectrum) : WindowAnalysis
    where T : unmanaged, ILanes<T>
{
    private readonly LaneSignal<T> _signal = new(StftParameters.Size, StftParameters.Hop, StftParameters.Padding);
    private readonly LaneBuffer _power = new();
    private float _maximum;

    public Spectrum<T> Spectrum { get; } = spectrum;

    public Mfcc Mfcc { get; } = new();

    public SpectralContrast Contrast { get; } = new();

    public SpectralBandwidth Bandwidth { get; } = new();

    public ZeroCrossings ZeroCrossings { get; } = new();

    public Tuning Tuning { get; } = new();

    public Chroma Chroma { get; } = new();

    public HarmonicPercussive<T> HarmonicPercussive { get; } = new();

    /// <summary>Index of the last window's tuning.</summary>
    public int TuningIndex { get; private set; }

    public override void Run(ReadOnlySpan<float> samples, StageClock? clock)
    {
        FrameGrid grid = Begin(samples, clock);
        Mfcc.MelDecibels.Reserve(grid.Count);
        Contrast.Peaks.Reserve(grid.Count);
        Contrast.Valleys.Reserve(grid.Count);
        Bandwidth.Series.Reserve(grid.Count);
        Chroma.Series.Reserve(grid.Count);
        Tuning.Clear();
        T* power = (T*)_power.Reserve(StftParameters.Bins * T.Count);
        T maximum = T.Broadcast(0);
        for (int step = 0; step < grid.Steps; step++)
        {
            Spectrum.Transform(_signal.Rows, step);
            clock?.Lap(AnalysisStage.Stft);
            T* magnitude = Spectrum.Magnitude(step);
            T largest = Square(magnitude, power);
            maximum = T.Max(maximum, largest * Spectrum.Valid(step));
            Mfcc.Add(power, grid, step);
            clock?.Lap(AnalysisStage.Mfcc);
            Contrast.Add(magnitude, grid, step);
            clock?.Lap(AnalysisStage.Contrast);
            Bandwidth.Add(magnitude, grid, step);
            clock?.Lap(AnalysisStage.Bandwidth);
            Tuning.Add(power, largest, grid, step);
            clock?.Lap(AnalysisStage.Chroma);
        }

        AddChroma(grid);
        clock?.Lap(AnalysisStage.Chroma);
        HarmonicPercussive.FilterOverTime(Spectrum);
        clock?.Lap(AnalysisStage.Medians);
        HarmonicPercussive.Separate(Spectrum, clock);
        HarmonicPercussive.MeasureRms(_signal, grid);
        clock?.Lap(AnalysisStage.Rms);
        Finish(samples, maximum);
        clock?.Lap(AnalysisStage.Means);
    }

    public override void RunSpectrum(ReadOnlySpan<float> samples, StageClock? clock)
    {
        FrameGrid grid = Begin(samples, clock);
        T* power = (T*)_power.Reserve(StftParameters.Bins * T.Count);
        T maximum = T.Broadcast(0);
        for (int step = 0; step < grid.Steps; step++)
        {
            Spectrum.Transform(_signal.Rows, step);
            maximum = T.Max(maximum, Square(Spectrum.Magnitude(step), power) * Spectrum.Valid(step));
        }

        KeepMaximum(maximum);
        clock?.Lap(AnalysisStage.Stft);
    }

    public override void FillSpectrogram(Span<float> pixels) => LogSpectrogram.Fill(Spectrum, _maximum, pixels);

    private FrameGrid Begin(ReadOnlySpan<float> samples, StageClock? clock)
    {
        clock?.Start();
        var grid = new FrameGrid(samples.Length, StftParameters.CountOf(samples.Length), T.Count);
        Spectrum.Reserve(grid);
        _signal.Spread(samples, grid);
        return grid;
    }

    private static T Square(T* magnitude, T* power)
    {
        T largest = T.Broadcast(0);
        for (int bin = 0; bin < StftParameters.Bins; bin++)
        {
            power[bin] = magnitude[bin] * magnitude[bin];
            largest = T.Max(largest, power[bin]);
        }

        return largest;
    }

    private void AddChroma(FrameGrid grid)
    {
        TuningIndex = Tuning.Estimate();
        float[] bank = ChromaBank.At(TuningIndex);
        for (int step = 0; step < grid.Steps; step++)
            Chroma.Add(Spectrum.Magnitude(step), bank, grid, step);
    }

    private void KeepMaximum(T maximum)
    {
        _maximum = 0;
        for (int lane = 0; lane < T.Count; lane++)
            _maximum = Math.Max(_maximum, ((float*)&maximum)[lane]);
        _maximum = MathF.Sqrt(_maximum);
    }

    private void Finish(ReadOnlySpan<float> samples, T maximum)
    {
        KeepMaximum(maximum);
        Span<float> features = Features;
        Mfcc.Finish(features[..FeatureNames.MfccCount]);
        Contrast.Finish(features.Slice(FeatureNames.SpectralContrast, FeatureNames.SpectralContrastCount));
        features[FeatureNames.SpectralBandwidth] = Bandwidth.Finish();
        features[FeatureNames.ZeroCrossingRate] = ZeroCrossings.Measure<T>(samples);
        features[FeatureNames.ChromaStft] = Chroma.Finish();
        features[FeatureNames.RmsHarmonic] = Mean(HarmonicPercussive.HarmonicRms);
        features[FeatureNames.RmsPercussive] = Mean(HarmonicPercussive.PercussiveRms);
    }

    private static float Mean(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
            sum += value;
        return (float)(sum / values.Length);
    }
}
