using GetYourMusicStyle.Audio.Windows;
using GetYourMusicStyle.Features;

namespace GetYourMusicStyle.Analysis.Windows;

/// <summary>
/// The window that a <see cref="WindowReader"/> is at. What is asked of it is computed then, and only that; all of it is valid until the next
/// window. One a thread.
/// </summary>
public sealed class AnalyzedWindow
{
    private readonly WindowAnalyzer _analyzer;
    private readonly WindowMels _mels, _backboneMels;
    private readonly float[] _features = new float[FeatureNames.Count];
    private readonly float[] _spectrogram = new float[WindowAnalyzer.SpectrogramValues];
    private ReadOnlyMemory<float> _samples;
    private bool _analyzed, _transformed;

    internal AnalyzedWindow(WindowAnalyzer analyzer, WindowMels mels, WindowMels backboneMels) =>
        (_analyzer, _mels, _backboneMels) = (analyzer, mels, backboneMels);

    /// <summary>Number of the window in its track, from 0.</summary>
    public int Index { get; private set; }

    /// <summary>Its place in the track, and whether it is silent.</summary>
    public WindowSpan Span { get; private set; }

    /// <summary>The 25 features in the order of <see cref="FeatureNames.All"/>.</summary>
    public ReadOnlySpan<float> Features
    {
        get
        {
            if (!_analyzed)
            {
                _analyzer.Analyze(_samples.Span);
                _analyzer.CopyFeatures(_features);
                _analyzed = _transformed = true;
            }
            return _features;
        }
    }

    /// <summary>
    /// The log spectrogram: 100x100 values, row-major, row 0 the highest frequency, dB from 0 down to -80. Where the features are not asked for
    /// before it, the STFT alone is computed.
    /// </summary>
    public ReadOnlySpan<float> LogSpectrogram
    {
        get
        {
            if (!_transformed)
                _analyzer.AnalyzeSpectrum(_samples.Span);
            _transformed = true;
            _analyzer.CopyLogSpectrogram(_spectrogram);
            return _spectrogram;
        }
    }

    /// <summary>The mel spectrograms, one for each of <see cref="ModelInputs.Mels"/>, a row of bands a frame.</summary>
    public IReadOnlyList<ReadOnlyMemory<float>> Mels => _mels.Compute(_samples.Span);

    /// <summary>Those that backbones look at, one for each of <see cref="ModelInputs.BackboneMels"/>.</summary>
    public IReadOnlyList<ReadOnlyMemory<float>> BackboneMels => _backboneMels.Compute(_samples.Span);

    internal void MoveTo(AudioWindow window)
    {
        Index = window.Index;
        Span = new(window.StartSeconds, window.EndSeconds, window.Silent);
        _samples = window.Samples;
        _analyzed = _transformed = false;
    }
}
