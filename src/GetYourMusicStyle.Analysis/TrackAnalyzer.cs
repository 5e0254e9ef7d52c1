using GetYourMusicStyle.Analysis.Windows;
using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Scoring;
using GetYourMusicStyle.Scoring.Embeddings;
using GetYourMusicStyle.Scoring.Models;
using GetYourMusicStyle.Scoring.Tracks;

namespace GetYourMusicStyle.Analysis;

/// <summary>From an audio file to its verdict: decodes, analyses and scores window by window. One a thread.</summary>
public sealed class TrackAnalyzer(WindowReader reader, Ensemble ensemble, TrackScorer scorer) : IDisposable
{
    private readonly TrackEmbedder _embedder = new(ensemble.Backbones);

    /// <summary>The verdict on a file and its length in seconds.</summary>
    /// <param name="onFeatures">Is given the 25 features of every window that is not silent, valid during the call.</param>
    /// <exception cref="AudioException">The file cannot be used.</exception>
    /// <exception cref="ModelException">A model answered with a value that is not finite.</exception>
    public (TrackVerdict Verdict, double DurationSeconds) Analyze(string path, Action<ReadOnlySpan<float>>? onFeatures, CancellationToken cancellation)
    {
        try
        {
            double duration = reader.Read(path, Add, cancellation);
            return (scorer.Finish(duration, _embedder.Finish()), duration);
        }
        catch
        {
            scorer.Reset();
            throw;
        }
        finally
        {
            _embedder.Reset();
        }

        void Add(AnalyzedWindow window)
        {
            _embedder.Add(window.Span, window.BackboneMels);
            if (window.Span.Silent)
            {
                scorer.Add(window.Span, [], [], window.Mels);
                return;
            }
            onFeatures?.Invoke(window.Features);
            scorer.Add(window.Span, window.Features, ensemble.NeedsSpectrograms ? window.LogSpectrogram : [], window.Mels);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _embedder.Dispose();
}
