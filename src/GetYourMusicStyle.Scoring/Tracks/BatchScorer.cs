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
    private readonly MemberQueue[] _spectrograms, _features, _mels, _all;

    /// <summary>A scorer by an ensemble, which outlives it.</summary>
    public BatchScorer(Ensemble ensemble)
    {
        _ensemble = ensemble;
        _all = [.. ensemble.Members.Select(member => new MemberQueue(member, ensemble.BatchSize, ensemble.Manifest.Genres))];
        var queues = _all.ToLookup(queue => queue.Input.Kind);
        _spectrograms = [.. queues[InputKind.LogSpectrogram]];
        _features = [.. queues[InputKind.Features]];
        _mels = [.. queues[InputKind.MelSpectrogram]];
    }

    /// <summary>Begins a track.</summary>
    public TrackRun Begin() => new(_ensemble);

    /// <summary>Takes the next window of a track.</summary>
    /// <param name="track">The track, begun here and not ended.</param>
    /// <param name="window">Its place in the track; a silent one is noted, not scored.</param>
    /// <param name="features">Its 25 features; may be empty when it is silent.</param>
    /// <param name="logSpectrogram">100x100 dB values from 0 to -80, row 0 the highest frequency; may be empty when the window is silent
    /// or the ensemble has no use for it.</param>
    /// <param name="mels">Its mel spectrograms, one for each of <see cref="Ensemble.Mels"/>, a row of bands a frame; may be left out when it is
    /// silent or there are none of these.</param>
    public void Add(
        TrackRun track, WindowSpan window, ReadOnlySpan<float> features, ReadOnlySpan<float> logSpectrogram,
        IReadOnlyList<ReadOnlyMemory<float>>? mels = null)
    {
        int index = track.Add(window, features, logSpectrogram);
        if (window.Silent)
            return;
        foreach (var queue in _spectrograms)
        {
            Normalise(logSpectrogram, queue.Next);
            queue.Add(track, index);
        }
        foreach (var queue in _mels)
            AddPatches(queue, track, index, mels ?? []);
    }

    /// <summary>The track has no more windows.</summary>
    /// <param name="durationSeconds">Length of the track, which decides whether its beginning counts.</param>
    public void End(TrackRun track, double durationSeconds)
    {
        // Only now, for the context of a window reaches past it.
        for (int window = 0; window < track.Windows.Count; window++)
        {
            foreach (var queue in _features)
            {
                if (track.Windows[window].Silent)
                    continue;
                track.FillContext(window, queue.Next);
                queue.Add(track, window);
            }
        }
        track.End(durationSeconds);
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

    private void AddPatches(MemberQueue queue, TrackRun track, int window, IReadOnlyList<ReadOnlyMemory<float>> mels)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(mels.Count, _ensemble.Mels.Count);
        int which = _ensemble.Mels.TakeWhile(parameters => parameters != queue.Input.Mel).Count();
        var mel = mels[which].Span;
        int patches = MelPatches.Count(queue.Input, mel.Length);
        for (int patch = 0; patch < patches; patch++)
        {
            MelPatches.Fill(queue.Input, mel, patch, queue.Next);
            queue.Add(track, window, last: patch == patches - 1);
        }
    }

    private static void Normalise(ReadOnlySpan<float> decibels, Span<float> input)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(decibels.Length, input.Length);
        for (int i = 0; i < input.Length; i++)
            input[i] = SpectrogramScale.Normalize(decibels[i]);
    }
}
