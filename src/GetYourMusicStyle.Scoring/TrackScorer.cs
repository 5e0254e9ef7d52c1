using GetYourMusicStyle.Features;

namespace GetYourMusicStyle.Scoring;

/// <summary>
/// Scores one track after another: <see cref="Add"/> its windows in order, then <see cref="Finish"/>. Memory grows by a few hundred
/// bytes a window: spectrograms are scored in small batches as they come and dropped. One a thread.
/// </summary>
public sealed class TrackScorer : IDisposable
{
    private readonly Ensemble _ensemble;
    private readonly int _genres;
    private readonly MemberBatch[] _batches;
    private readonly List<WindowSpan> _windows = [];
    private readonly List<float> _features = [];       // 25 a window, silent ones too
    private readonly List<double[]?> _sums = [];        // weighted probabilities, one value a genre; null when silent
    private readonly List<int> _waiting = [];           // windows whose spectrograms are in the batches, not yet scored

    internal TrackScorer(Ensemble ensemble, int batchSize)
    {
        _ensemble = ensemble;
        _genres = ensemble.Manifest.Genres.Count;
        _batches = [.. ensemble.Members.Select(member => new MemberBatch(member, batchSize, _genres))];
    }

    /// <summary>Takes the next window of the track.</summary>
    /// <param name="window">Its place in the track; a silent one is noted, not scored.</param>
    /// <param name="features">Its 25 features; may be empty when it is silent.</param>
    /// <param name="logSpectrogram">100x100 dB values from 0 to -80, row 0 the highest frequency; may be empty when the window is silent
    /// or the ensemble has no use for it.</param>
    public void Add(WindowSpan window, ReadOnlySpan<float> features, ReadOnlySpan<float> logSpectrogram)
    {
        int index = _windows.Count;
        _windows.Add(window);
        if (window.Silent)
        {
            _features.AddRange(new float[FeatureNames.Count]);
            _sums.Add(null);
            return;
        }
        ArgumentOutOfRangeException.ThrowIfNotEqual(features.Length, FeatureNames.Count);
        _features.AddRange(features);
        _sums.Add(new double[_genres]);
        if (!_ensemble.NeedsSpectrograms)
            return;
        foreach (var (member, batch) in MembersWith(InputKind.LogSpectrogram))
            Normalise(logSpectrogram, batch.Input(_waiting.Count));
        _waiting.Add(index);
        if (_waiting.Count == _batches[0].Rows)
            ScoreSpectrograms();
    }

    /// <summary>The verdict of the track whose windows were added; the scorer is then ready for the next track.</summary>
    /// <param name="durationSeconds">Length of the track, which decides whether its beginning counts.</param>
    /// <exception cref="ModelException">A model answered with a value that is not finite.</exception>
    public TrackVerdict Finish(double durationSeconds)
    {
        try
        {
            ScoreSpectrograms();
            ScoreFeatures();
            double weights = _ensemble.Members.Sum(member => member.Weight);
            foreach (double[]? sum in _sums)
            {
                for (int g = 0; sum is not null && g < sum.Length; g++)
                    sum[g] /= weights;
            }
            return Verdict.Of(_ensemble, [.. _windows.Zip(_sums, (span, p) => new ScoredWindow(span, p))], durationSeconds);
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Forgets the windows added so far, as when a track turns out to be broken half way.</summary>
    public void Reset()
    {
        _windows.Clear();
        _features.Clear();
        _sums.Clear();
        _waiting.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var batch in _batches)
            batch.Dispose();
    }

    private void ScoreSpectrograms()
    {
        if (_waiting.Count == 0)
            return;
        foreach (var (member, batch) in MembersWith(InputKind.LogSpectrogram))
            Join(member, batch.Run(_waiting.Count), _waiting);
        _waiting.Clear();
    }

    // At the end, for the context of a window reaches past it.
    private void ScoreFeatures()
    {
        var windows = _windows.ToArray();
        var features = _features.ToArray();
        int[] scored = [.. Enumerable.Range(0, windows.Length).Where(i => !windows[i].Silent)];
        foreach (int[] rows in scored.Chunk(_batches[0].Rows))
        {
            foreach (var (member, batch) in MembersWith(InputKind.Features))
            {
                for (int row = 0; row < rows.Length; row++)
                    FeatureContext.Mean(windows, features, rows[row], _ensemble.Manifest.ContextSeconds, batch.Input(row));
                Join(member, batch.Run(rows.Length), rows);
            }
        }
    }

    private IEnumerable<(Member Member, MemberBatch Batch)> MembersWith(string inputKind)
    {
        for (int m = 0; m < _batches.Length; m++)
        {
            if (_ensemble.Members[m].Input.Kind == inputKind)
                yield return (_ensemble.Members[m], _batches[m]);
        }
    }

    private void Join(Member member, ReadOnlySpan<float> logits, IReadOnlyList<int> windows)
    {
        for (int row = 0; row < windows.Count; row++)
            Joining.AddSoftmax(logits.Slice(row * _genres, _genres), member.Temperature, member.Weight, _sums[windows[row]]);
    }

    private static void Normalise(ReadOnlySpan<float> decibels, Span<float> input)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(decibels.Length, input.Length);
        for (int i = 0; i < input.Length; i++)
            input[i] = (decibels[i] + 80) / 80;
    }
}
