using BenchmarkDotNet.Attributes;
using GetYourMusicStyle.Bench.Material;
using GetYourMusicStyle.Features;

namespace GetYourMusicStyle.Bench.SideBySide;

/// <summary>One 6 s window at each width of vectors.</summary>
[MemoryDiagnoser]
public class WindowBenchmarks
{
    private readonly float[] _window = Clip.Load()[..Clip.Window], _pixels = new float[10_000];
    private WindowAnalyzer _analyzer = new();

    /// <summary>Width of the vectors.</summary>
    [Params(VectorWidth.Scalar, VectorWidth.Bits256, VectorWidth.Bits512)]
    public VectorWidth Width { get; set; }

    /// <summary>Makes the analyzer.</summary>
    [GlobalSetup]
    public void Setup() => _analyzer = new WindowAnalyzer(Width);

    /// <summary>25 features and the spectrogram's STFT.</summary>
    [Benchmark]
    public void Analyze() => _analyzer.Analyze(_window);

    /// <summary>The log spectrogram as an array.</summary>
    [Benchmark]
    public void Spectrogram()
    {
        _analyzer.AnalyzeSpectrum(_window);
        _analyzer.CopyLogSpectrogram(_pixels);
    }

    /// <summary>The log spectrogram as a PNG.</summary>
    [Benchmark]
    public void Png()
    {
        Spectrogram();
        SpectrogramPng.Write(Stream.Null, _pixels);
    }
}
