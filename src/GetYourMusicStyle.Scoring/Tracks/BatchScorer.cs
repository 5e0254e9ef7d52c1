using GetYourMusicStyle.Features;
using GetYourMusicStyle.Scoring.Manifests;
using GetYourMusicStyle.Scoring.Models;

namespace GetYourMusicStyle.Scoring.Tracks;

/// <summary>
/// Scores any number of tracks at the same time: windows of all of them share the batches of the models. <see cref="Begin"/> a track,
/// <see cref="Add"/> its windows in order, <see cref="End"/> it; tracks may follow each other or alternate. A track is finished once its last
/// window's batch is full, or with the next <see cref="Flush"/>. Memory grows by a few hundred bytes a window of the tracks that are not
/// finished: spectrograms are scored as they come and dropped. One a thread.
/// </summary>
public sealed class BatchScorer : IDisposable
{
    private readonly Ensemble _ensemble;
    private readonly MemberQueue[] _spectrograms, _features, _mels, _embeddings;
    private readonly HearingQueue? _hearing;
    private readonly ModelQueue[] _all;

    /// <summary>A scorer by an ensemble, which outlives it.</summary>
    public BatchScorer(Ensemble ensemble)
    {
        _ensemble = ensemble;
        var members = ensemble.Members.Select(member => new MemberQueue(member, ensemble.BatchSize, ensemble.Manifest.Genres)).ToLookup(queue => queue.Input.Kind);
        _spectrograms = [.. members[InputKind.LogSpectrogram]];
        _features = [.. members[InputKind.Features]];
        _mels = [.. members[InputKind.MelSpectrogram]];
        _embeddings = [.. members[InputKind.Embedding]];
        _hearing = ensemble.Hearing is { } hearing ? new HearingQueue(hearing, ensemble.BatchSize) : null;
        _all = [.. _spectrograms, .. _features, .. _mels, .. _embeddings, .. _hearing is null ? (ModelQueue[])[] : [_hearing]];
    }

    /// <summary>Begins a track.</summary>
    public TrackRun Begin() => new(_ensemble, [.. _mels.Select(queue => new MelContexts(queue.Input, _ensemble.Manifest))]);

    /// <summary>Takes the next window of a track.</summary>
    /// <param name="track">The track, begun here and not ended.</param>
    /// <param name="window">Its place in the track; a silent one is noted, not scored.</param>
    /// <param name="features">Its 25 features; may be empty when it is silent.</param>
    /// <param name="logSpectrogram">100x100 dB values from 0 to -80, row 0 the highest frequency; may be empty when the window is silent
    /// or the ensemble has no use for it.</param>
    /// <param name="mels">Its mel spectrograms, one for each of <see cref="Ensemble.Mels"/>, a row of bands a frame; may be left out when there are
    /// none of these, or when it is silent and no member looks at more than a window.</param>
    public void Add(
        TrackRun track, WindowSpan window, ReadOnlySpan<float> features, ReadOnlySpan<float> logSpectrogram,
        IReadOnlyList<ReadOnlyMemory<float>>? mels = null)
    {
        int index = track.Add(window, features, logSpectrogram);
        for (int i = 0; i < _mels.Length; i++)
        {
            AddPatches(_mels[i], track, track.Contexts[i]);
            track.Contexts[i].Add(window.Silent && !track.Contexts[i].Wide ? [] : MelOf(_mels[i], mels ?? []), window.Silent);
        }
        if (window.Silent)
            return;
        foreach (var queue in _spectrograms)
        {
            Normalise(logSpectrogram, queue.Next);
            queue.Add(track, index, index + 1);
        }
    }

    /// <summary>The track has no more windows.</summary>
    /// <param name="durationSeconds">Length of the track, which decides whether its beginning counts.</param>
    /// <param name="embeddings">Its embeddings, one for each of <see cref="Ensemble.Backbones"/>, a row a window; may be left out when there are none of these.</param>
    public void End(TrackRun track, double durationSeconds, IReadOnlyList<ReadOnlyMemory<float>>? embeddings = null)
    {
        embeddings ??= [];
        ArgumentOutOfRangeException.ThrowIfNotEqual(embeddings.Count, _ensemble.Backbones.Count, nameof(embeddings));
        for (int i = 0; i < _mels.Length; i++)
        {
            track.Contexts[i].Finish();
            AddPatches(_mels[i], track, track.Contexts[i]);
        }
        // Only now, for the context of a window reaches past it.
        for (int window = 0; window < track.Windows.Count; window++)
        {
            if (track.Windows[window].Silent)
                continue;
            foreach (var queue in _features)
            {
                track.FillContext(window, queue.Next);
                queue.Add(track, window, window + 1);
            }
            foreach (var queue in _embeddings)
            {
                FillEmbedding(queue.Input, track, window, embeddings, queue.Next);
                queue.Add(track, window, window + 1);
            }
        }
        track.End(durationSeconds);
        foreach (int window in _hearing is null ? [] : track.Counted)
        {
            FillEmbedding(_hearing!.Input, track, window, embeddings, _hearing.Next);
            _hearing.Add(track, window, window + 1);
        }
    }

    /// <summary>Scores what waits in batches that are not full: every ended track is finished then.</summary>
    public void Flush()
    {
        foreach (var queue in _all)
            queue.Flush();
    }

    /// <summary>Forgets every track that is not finished.</summary>
    public void Reset()
    {
        foreach (var queue in _all)
            queue.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var queue in _all)
            queue.Dispose();
    }

    private static void AddPatches(MemberQueue queue, TrackRun track, MelContexts contexts)
    {
        var (first, end) = contexts.Due;
        int patches = first == end ? 0 : MelPatches.Count(queue.Input, contexts.Values.Length);
        for (int patch = 0; patch < patches; patch++)
        {
            MelPatches.Fill(queue.Input, contexts.Values, patch, queue.Next);
            queue.Add(track, first, end, last: patch == patches - 1);
        }
    }

    private ReadOnlySpan<float> MelOf(MemberQueue queue, IReadOnlyList<ReadOnlyMemory<float>> mels)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(mels.Count, _ensemble.Mels.Count);
        return mels[_ensemble.Mels.TakeWhile(parameters => parameters != queue.Input.Mel).Count()].Span;
    }

    private void FillEmbedding(InputEntry input, TrackRun track, int window, IReadOnlyList<ReadOnlyMemory<float>> embeddings, Span<float> row)
    {
        foreach (string name in input.Backbones!)
        {
            int which = _ensemble.Backbones.TakeWhile(backbone => backbone.Name != name).Count(), width = _ensemble.Backbones[which].Width;
            ArgumentOutOfRangeException.ThrowIfNotEqual(embeddings[which].Length, track.Windows.Count * width, nameof(embeddings));
            if (input.ContextSeconds is { } seconds)
                track.FillMean(embeddings[which].Span, window, seconds, row[..width]);
            else
                embeddings[which].Span.Slice(window * width, width).CopyTo(row);
            row = row[width..];
        }
    }

    private static void Normalise(ReadOnlySpan<float> decibels, Span<float> input)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(decibels.Length, input.Length);
        for (int i = 0; i < input.Length; i++)
            input[i] = SpectrogramScale.Normalize(decibels[i]);
    }
}
