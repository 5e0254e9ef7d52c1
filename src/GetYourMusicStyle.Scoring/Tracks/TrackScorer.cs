using GetYourMusicStyle.Features;
using GetYourMusicStyle.Scoring.Models;

namespace GetYourMusicStyle.Scoring.Tracks;

/// <summary>
/// Scores one track after another: <see cref="Add"/> its windows in order, then <see cref="Finish"/>. Memory grows by a few hundred
/// bytes a window: spectrograms are scored in small batches as they come and dropped. One a thread.
/// </summary>
public sealed class TrackScorer : IDisposable
{
    private readonly BatchScorer _scorer;
    private TrackRun _track;

    /// <summary>A scorer by an ensemble, which outlives it.</summary>
    public TrackScorer(Ensemble ensemble)
    {
        _scorer = new BatchScorer(ensemble);
        _track = _scorer.Begin();
    }

    /// <summary>Takes the next window of the track.</summary>
    /// <param name="window">Its place in the track; a silent one is noted, not scored.</param>
    /// <param name="features">Its 25 features; may be empty when it is silent.</param>
    /// <param name="logSpectrogram">100x100 dB values from 0 to -80, row 0 the highest frequency; may be empty when the window is silent
    /// or the ensemble has no use for it.</param>
    /// <param name="mels">Its mel spectrograms, one for each of <see cref="Ensemble.Mels"/>, a row of bands a frame; may be left out when there are
    /// none of these, or when it is silent and no member looks at more than a window.</param>
    public void Add(
        WindowSpan window, ReadOnlySpan<float> features, ReadOnlySpan<float> logSpectrogram, IReadOnlyList<ReadOnlyMemory<float>>? mels = null) =>
        _scorer.Add(_track, window, features, logSpectrogram, mels);

    /// <summary>The verdict of the track whose windows were added; the scorer is then ready for the next track.</summary>
    /// <param name="durationSeconds">Length of the track, which decides whether its beginning counts.</param>
    /// <param name="embeddings">Its embeddings, one for each of <see cref="Ensemble.Backbones"/>, a row a window; may be left out when there are none of these.</param>
    /// <exception cref="ModelException">A model answered with a value that is not finite.</exception>
    public TrackVerdict Finish(double durationSeconds, IReadOnlyList<ReadOnlyMemory<float>>? embeddings = null)
    {
        try
        {
            _scorer.End(_track, durationSeconds, embeddings);
            _scorer.Flush();
            return _track.Verdict;
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Forgets the windows added so far, as when a track turns out to be broken half way.</summary>
    public void Reset()
    {
        _scorer.Reset();
        _track = _scorer.Begin();
    }

    /// <inheritdoc/>
    public void Dispose() => _scorer.Dispose();
}
