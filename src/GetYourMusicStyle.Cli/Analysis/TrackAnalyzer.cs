using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Cli.Input;
using GetYourMusicStyle.Features;
using GetYourMusicStyle.Pipeline;
using GetYourMusicStyle.Scoring;

namespace GetYourMusicStyle.Cli.Analysis;

/// <summary>From a path to a verdict: decodes, analyses and scores window by window. One a thread.</summary>
internal sealed class TrackAnalyzer(TrackDecoder decoder, WindowAnalyzer analyzer, Ensemble ensemble, TrackScorer scorer)
{
    private readonly float[] _features = new float[FeatureNames.Count];
    private readonly float[] _spectrogram = ensemble.NeedsSpectrograms ? new float[100 * 100] : [];
    private readonly WindowMels _mels = new(ensemble.Mels);

    /// <summary>The verdict of one file; what is wrong with the file becomes the report's error.</summary>
    public TrackReport Analyze(AudioFile file, CancellationToken cancellation) => Analyze(file, null, cancellation);

    /// <summary>The same.</summary>
    /// <param name="heard">Is given the 25 features of every window that is not silent.</param>
    public TrackReport Analyze(AudioFile file, Action<float[]>? heard, CancellationToken cancellation)
    {
        try
        {
            var (verdict, duration) = Score(file.Path, heard, cancellation);
            return new TrackReport(file, ContentHash.OfFile(file)) { Verdict = verdict, DurationSeconds = duration };
        }
        catch (Exception e) when (FileFault.Explain(file.Path, e) is { } reason)
        {
            scorer.Reset();
            return new TrackReport(file, ContentHash.OfFile(file)) { Error = reason };
        }
    }

    private (TrackVerdict Verdict, double DurationSeconds) Score(string path, Action<float[]>? heard, CancellationToken cancellation)
    {
        using var windows = decoder.Open(path, cancellation);
        while (windows.TryRead(out var window))
        {
            cancellation.ThrowIfCancellationRequested();
            var span = new WindowSpan(window.StartSeconds, window.EndSeconds, window.Silent);
            if (window.Silent)
            {
                scorer.Add(span, [], []);
                continue;
            }
            analyzer.Analyze(window.Samples.Span);
            analyzer.CopyFeatures(_features);
            heard?.Invoke(_features);
            if (ensemble.NeedsSpectrograms)
                analyzer.CopyLogSpectrogram(_spectrogram);
            scorer.Add(span, _features, _spectrogram, _mels.Compute(window.Samples.Span));
        }
        return (scorer.Finish(windows.DurationSeconds), windows.DurationSeconds);
    }
}
