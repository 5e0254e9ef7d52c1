using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GetYourMusicStyle.Features.Profiling;
using GetYourMusicStyle.Features.Simd;
using GetYourMusicStyle.Features.Spectral;
using GetYourMusicStyle.Features.Stft;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Features;

/// <summary>
/// Analyses one window of mono float32 samples at 22 050 Hz: 25 features equal to librosa 0.11 and the 100x100 log spectrogram, all from
/// one STFT. Not thread-safe: it reuses its buffers (about 7 MB for 6 s), so that a window costs no allocation. Use one a thread.
/// </summary>
public sealed class WindowAnalyzer
{
    /// <summary>Rows and columns of a log spectrogram.</summary>
    public const int SpectrogramSize = LogSpectrogram.Size;

    /// <summary>Values of a log spectrogram.</summary>
    public const int SpectrogramValues = SpectrogramSize * SpectrogramSize;

    /// <summary>The shortest window in samples: a median of 31 frames must not reach past both its mirrored ends.</summary>
    public const int MinimumSamples = 15 * StftParameters.Hop;

    /// <summary>The longest window in samples: ten minutes.</summary>
    public const int MaximumSamples = 600 * StftParameters.SampleRate;

    // Tables that exist before the code that reads them is compiled are constants to it, not checked for at every access.
    private static readonly Type[] Tables =
        [typeof(StftParameters), typeof(Radix4), typeof(RealFft), typeof(MelBands), typeof(Mfcc), typeof(SpectralContrast), typeof(SpectralBandwidth), typeof(Tuning), typeof(LogSpectrogram)];

    private readonly WindowAnalysis _analysis;
    private bool _hasSpectrum, _hasFeatures;

    static WindowAnalyzer()
    {
        foreach (Type table in Tables)
            RuntimeHelpers.RunClassConstructor(table.TypeHandle);
    }

    /// <summary>An analyzer as wide as the options say.</summary>
    public WindowAnalyzer(IOptions<FeatureOptions> options)
        : this(options.Value.VectorWidth)
    {
    }

    /// <summary>An analyzer of the given width; <see cref="VectorWidth.Widest"/> is what this machine has.</summary>
    public WindowAnalyzer(VectorWidth width = VectorWidth.Widest) => _analysis = Resolve(width) switch
    {
        VectorWidth.Bits512 => new WindowAnalysis<Lanes16>(new Spectrum<Lanes16, Wide16>()),
        VectorWidth.Bits256 => new WindowAnalysis<Lanes8>(new Spectrum<Lanes8, Wide8>()),
        _ => new WindowAnalysis<Lanes1>(new Spectrum<Lanes1, Wide1>()),
    };

    /// <summary>When set, gathers the time of each stage.</summary>
    public StageClock? Clock { get; set; }

    internal WindowAnalysis Analysis => _analysis;

    /// <summary>Analyses a window; its results stay until the next call.</summary>
    /// <param name="samples">Finite mono samples at 22 050 Hz, full scale 1; <see cref="MinimumSamples"/> to <see cref="MaximumSamples"/>.</param>
    /// <exception cref="ArgumentException">The window is too short or too long.</exception>
    public void Analyze(ReadOnlySpan<float> samples)
    {
        CheckLength(samples);
        _analysis.Run(samples, Clock);
        (_hasSpectrum, _hasFeatures) = (true, true);
        GC.KeepAlive(this);
    }

    /// <summary>Only as much as <see cref="CopyLogSpectrogram"/> needs: the STFT.</summary>
    /// <inheritdoc cref="Analyze" path="/param"/>
    /// <inheritdoc cref="Analyze" path="/exception"/>
    public void AnalyzeSpectrum(ReadOnlySpan<float> samples)
    {
        CheckLength(samples);
        _analysis.RunSpectrum(samples, Clock);
        (_hasSpectrum, _hasFeatures) = (true, false);
        GC.KeepAlive(this);
    }

    /// <summary>Copies the 25 features in the order of <see cref="FeatureNames.All"/>.</summary>
    /// <exception cref="InvalidOperationException">No window has been analysed.</exception>
    public void CopyFeatures(Span<float> destination)
    {
        if (!_hasFeatures) throw new InvalidOperationException("Analyze a window first.");
        _analysis.Features.CopyTo(destination);
    }

    /// <summary>Fills 100x100 values, row-major, row 0 the highest frequency: dB relative to the window's maximum, 0 down to -80.</summary>
    /// <exception cref="InvalidOperationException">No window has been analysed.</exception>
    public void CopyLogSpectrogram(Span<float> destination)
    {
        if (!_hasSpectrum) throw new InvalidOperationException("Analyze a window first.");
        _analysis.FillSpectrogram(destination[..SpectrogramValues]);
        GC.KeepAlive(this); // pointers alone do not keep the buffers
    }

    private static VectorWidth Resolve(VectorWidth width) => width != VectorWidth.Widest ? width
        : Vector512.IsHardwareAccelerated ? VectorWidth.Bits512
        : Vector256.IsHardwareAccelerated ? VectorWidth.Bits256
        : VectorWidth.Scalar;

    private static void CheckLength(ReadOnlySpan<float> samples)
    {
        if (samples.Length is < MinimumSamples or > MaximumSamples)
            throw new ArgumentException($"A window has {MinimumSamples} to {MaximumSamples} samples; this one has {samples.Length}.", nameof(samples));
    }
}
