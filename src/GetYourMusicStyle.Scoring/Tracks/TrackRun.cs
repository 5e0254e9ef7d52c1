using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using GetYourMusicStyle.Features;
using GetYourMusicStyle.Scoring.Models;

namespace GetYourMusicStyle.Scoring.Tracks;

/// <summary>One track on its way through a <see cref="BatchScorer"/>.</summary>
public sealed class TrackRun
{
    private readonly Ensemble _ensemble;
    private readonly List<WindowSpan> _windows = [];
    private readonly List<float> _features = [];       // a row of the ensemble's feature set a window, silent ones too
    private readonly List<double[]?> _sums = [];        // weighted probabilities, one value a genre; null when silent
    private Exception? _fault;
    private TrackVerdict? _verdict;
    private double? _duration;
    private int _waiting;                               // rows that no model has answered yet

    internal TrackRun(Ensemble ensemble) => _ensemble = ensemble;

    /// <summary>Whether all that was to be scored of the track is scored, so that <see cref="Verdict"/> can be asked for.</summary>
    public bool Finished => _duration is not null && _waiting == 0;

    /// <summary>What the ensemble says of the track.</summary>
    /// <exception cref="InvalidOperationException">It is not finished.</exception>
    /// <exception cref="ModelException">A model answered with a value that is not finite.</exception>
    public TrackVerdict Verdict
    {
        get
        {
            if (!Finished)
                throw new InvalidOperationException("The track is not finished: end it and flush the scorer.");
            if (_fault is not null)
                ExceptionDispatchInfo.Throw(_fault);
            return _verdict ??= Join(_duration!.Value);
        }
    }

    internal IReadOnlyList<WindowSpan> Windows => _windows;

    internal int Add(WindowSpan window, ReadOnlySpan<float> features, ReadOnlySpan<float> logSpectrogram)
    {
        if (_duration is not null)
            throw new InvalidOperationException("The track has ended.");
        int begin = _features.Count;
        CollectionsMarshal.SetCount(_features, begin + _ensemble.Features.Width);
        var row = CollectionsMarshal.AsSpan(_features)[begin..];
        if (window.Silent)
            row.Clear();
        else
            _ensemble.Features.Fill(features, logSpectrogram, row);
        _windows.Add(window);
        _sums.Add(window.Silent ? null : new double[_ensemble.Manifest.Genres.Count]);
        return _windows.Count - 1;
    }

    internal void End(double durationSeconds) => _duration = durationSeconds;

    internal void FillContext(int window, Span<float> input) => FeatureContext.Mean(
        CollectionsMarshal.AsSpan(_windows), CollectionsMarshal.AsSpan(_features),
        window, _ensemble.Manifest.ContextSeconds, input);

    internal void Await() => _waiting++;

    /// <summary>A model has answered for a row.</summary>
    internal void Answered() => _waiting--;

    /// <summary>The probabilities that a member gives a window.</summary>
    internal void AddPrediction(int window, double weight, ReadOnlySpan<double> probabilities)
    {
        double[] sum = _sums[window]!;
        for (int g = 0; g < sum.Length; g++)
            sum[g] += weight * probabilities[g];
    }

    /// <summary>A model could not be run on a row, or answered nonsense.</summary>
    internal void Fail(Exception fault)
    {
        _waiting--;
        _fault ??= fault;
    }

    private TrackVerdict Join(double durationSeconds)
    {
        double weights = _ensemble.Members.Sum(member => member.Weight);
        foreach (double[]? sum in _sums)
        {
            for (int g = 0; sum is not null && g < sum.Length; g++)
                sum[g] /= weights;
        }
        return VerdictAggregation.Of(_ensemble, [.. _windows.Zip(_sums, (span, p) => new ScoredWindow(span, p))], durationSeconds);
    }
}
