using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using GetYourMusicStyle.Features;
using GetYourMusicStyle.Scoring.Models;

namespace GetYourMusicStyle.Scoring.Tracks;

/// <summary>One track on its way through a <see cref="BatchScorer"/>.</summary>
public sealed class TrackRun
{
    private readonly Ensemble _ensemble;
    private readonly Combination _combination;
    private readonly HearingMean? _heard;
    private readonly List<WindowSpan> _windows = [];
    private readonly List<float> _features = [];       // a row of the ensemble's feature set a window, silent ones too
    private readonly List<double[]?> _sums = [];        // what the members say so far, one value a genre; null when silent
    private Exception? _fault;
    private TrackVerdict? _verdict;
    private double? _duration;
    private int _waiting;                               // rows that no model has answered yet

    internal TrackRun(Ensemble ensemble, IReadOnlyList<MelContexts> contexts)
    {
        (_ensemble, Contexts) = (ensemble, contexts);
        _combination = new Combination(ensemble.Entry, ensemble.Manifest.Genres);
        _heard = ensemble.Hearing is { } hearing ? new HearingMean(hearing.Entry) : null;
    }

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
            return _verdict ??= Join();
        }
    }

    internal IReadOnlyList<WindowSpan> Windows => _windows;

    /// <summary>The windows that count in the verdict, by their numbers; known once the track has ended.</summary>
    internal IReadOnlyList<int> Counted { get; private set; } = [];

    /// <summary>What the members with mel spectrograms look at, one for each of them.</summary>
    internal IReadOnlyList<MelContexts> Contexts { get; }

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

    internal void End(double durationSeconds)
    {
        _duration = durationSeconds;
        Counted = VerdictAggregation.Counted(_windows, durationSeconds, _ensemble.Manifest.SkipSeconds);
    }

    internal void FillContext(int window, Span<float> input) =>
        FillMean(CollectionsMarshal.AsSpan(_features), window, _ensemble.Manifest.ContextSeconds, input);

    /// <summary>The mean of some rows, one a window, around a window.</summary>
    internal void FillMean(ReadOnlySpan<float> rows, int window, double contextSeconds, Span<float> input) =>
        FeatureContext.Mean(CollectionsMarshal.AsSpan(_windows), rows, window, contextSeconds, input);

    internal void Await() => _waiting++;

    /// <summary>A model has answered for a row.</summary>
    internal void Answered() => _waiting--;

    /// <summary>The probabilities that a member gives the windows from <paramref name="first"/> to before <paramref name="end"/>.</summary>
    internal void AddPrediction(int first, int end, double weight, ReadOnlySpan<double> probabilities)
    {
        for (int window = first; window < end; window++)
        {
            if (_sums[window] is { } sum)
                _combination.Add(sum, weight, probabilities);
        }
    }

    /// <summary>What else is heard in a window that counts.</summary>
    internal void AddHearing(ReadOnlySpan<float> sounds, ReadOnlySpan<float> embedding) => _heard!.Add(sounds, embedding);

    /// <summary>A model could not be run on a row, or answered nonsense.</summary>
    internal void Fail(Exception fault)
    {
        _waiting--;
        _fault ??= fault;
    }

    private TrackVerdict Join()
    {
        foreach (double[]? sum in _sums)
        {
            if (sum is not null)
                _combination.Finish(sum);
        }
        return VerdictAggregation.Of(_ensemble, [.. _windows.Zip(_sums, (span, p) => new ScoredWindow(span, p))], Counted, _heard);
    }
}
