using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Features;

namespace GetYourMusicStyle.Cli.Training;

/// <summary>From a file's audio to what the trainer needs of it, by the code that scores. One a thread.</summary>
internal sealed class FileExtractor(TrackDecoder decoder, WindowAnalyzer analyzer)
{
    public const int SpectrogramLength = WindowAnalyzer.SpectrogramSize * WindowAnalyzer.SpectrogramSize;

    /// <summary>How far into a file is listened, in seconds: past the introduction, three clips of 30 s.</summary>
    private const double ListenedSeconds = 120;

    private readonly float[] _features = new float[FeatureNames.Count];
    private readonly float[] _spectrogram = new float[SpectrogramLength];

    /// <summary>The windows of the first <see cref="ListenedSeconds"/>.</summary>
    /// <exception cref="AudioException">The file cannot be decoded.</exception>
    public ExtractedFile Extract(string path, CancellationToken cancellation)
    {
        var windows = new List<WindowSpan>();
        var features = new List<float>();
        var spectrograms = new List<Half>();
        using var stream = decoder.Open(path, cancellation);
        while (stream.TryRead(out var window) && window.StartSeconds < ListenedSeconds)
        {
            cancellation.ThrowIfCancellationRequested();
            analyzer.Analyze(window.Samples.Span);
            analyzer.CopyFeatures(_features);
            analyzer.CopyLogSpectrogram(_spectrogram);
            windows.Add(new WindowSpan(window.StartSeconds, window.EndSeconds, window.Silent));
            features.AddRange(_features);
            foreach (float decibels in _spectrogram)
                spectrograms.Add((Half)((decibels + 80) / 80));
        }
        return new ExtractedFile([.. windows], [.. features], [.. spectrograms]);
    }
}
