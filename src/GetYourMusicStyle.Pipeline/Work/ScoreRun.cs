using GetYourMusicStyle.Analysis.Formats;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Features.Mel;
using GetYourMusicStyle.Scoring.Models;
using GetYourMusicStyle.Scoring.Tracks;
using Microsoft.Win32.SafeHandles;

namespace GetYourMusicStyle.Pipeline.Work;

/// <summary>Scores tracks one after another, in common batches; on a thread of its own.</summary>
/// <param name="scorer">The models.</param>
/// <param name="mels">What they need besides tables and log spectrograms.</param>
/// <param name="backbones">Whose embeddings they look at.</param>
/// <param name="extractor">Version of the extractor that made the features.</param>
/// <param name="scored">Receives each outcome as soon as it is known.</param>
internal sealed class ScoreRun(
    BatchScorer scorer, IReadOnlyList<MelParameters> mels, IReadOnlyList<Backbone> backbones, string extractor, Action<ScoreOutcome> scored)
{
    /// <summary>Before a track of more windows the batches are emptied, so that the ones before it are finished.</summary>
    private const int LongTrack = 250;

    private readonly float[] _spectrogram = new float[SpectrogramCodec.WindowValues];
    private readonly byte[] _bytes = new byte[SpectrogramCodec.WindowBytes];
    private readonly List<(ClaimedJob Job, TrackRun Run, TrackFeatureSummary? Summary)> _unfinished = [];

    /// <summary>Scores all; the number of windows.</summary>
    public int Score(ScoringPrefetch prefetch, IReadOnlyList<PrefetchedTrack> tracks, CancellationToken cancellation)
    {
        int windows = 0;
        foreach (var track in tracks)
        {
            if (track.Table?.Windows.Count > LongTrack)
                Flush();
            try
            {
                if (track.Failure is not null)
                    scored(new ScoreOutcome(track.Job, null, track.Failure));
                else
                    Add(track.Job, track.Table!, ScoringPrefetch.Await(track), cancellation);
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                scored(new ScoreOutcome(track.Job, null, e));
            }
            prefetch.Release(track);
            windows += track.Table?.Windows.Count ?? 0;
            WriteFinished();
        }
        Flush();
        return windows;
    }

    private void Add(ClaimedJob job, WindowTable table, LocalInputs inputs, CancellationToken cancellation)
    {
        using var spectrograms = inputs.Spectrograms is { } copy ? File.OpenHandle(copy.Path, options: FileOptions.SequentialScan) : null;
        var rows = spectrograms is null ? null : WindowRows.Of(table, _bytes.Length, RandomAccess.GetLength(spectrograms)) ?? throw CutShort();
        using var melReader = new MelReader(mels, inputs.Mels, table.Windows.Count);
        var run = scorer.Begin();
        for (int window = 0; window < table.Windows.Count; window++)
        {
            cancellation.ThrowIfCancellationRequested();
            var span = table.Windows[window];
            if (spectrograms is not null && !span.Silent)
                Read(spectrograms, rows!.Of(window)!.Value);
            scorer.Add(run, span, table.Features(window), _spectrogram, melReader.Read(window));
        }
        scorer.End(run, table.DurationSeconds, [.. inputs.Embeddings.Zip(
            backbones, (file, backbone) => new ReadOnlyMemory<float>(EmbeddingFormat.Read(file.Path, backbone.Width, table)))]);
        _unfinished.Add((job, run, FeatureSummaries.Of(table, job.TrackId, extractor)));
    }

    private void Read(SafeFileHandle spectrograms, int row)
    {
        if (RandomAccess.Read(spectrograms, _bytes, (long)row * _bytes.Length) < _bytes.Length)
            throw CutShort();
        SpectrogramCodec.Decode(_bytes, _spectrogram);
    }

    private static IOException CutShort() => new("The local copy of the log spectrograms was cut short.");

    private void Flush()
    {
        scorer.Flush();
        WriteFinished();
    }

    private void WriteFinished()
    {
        foreach (var (job, run, summary) in _unfinished.Where(track => track.Run.Finished))
            scored(Outcome(job, run, summary));
        _unfinished.RemoveAll(track => track.Run.Finished);
    }

    private static ScoreOutcome Outcome(ClaimedJob job, TrackRun run, TrackFeatureSummary? summary)
    {
        try
        {
            var verdict = run.Verdict;
            var windows = verdict.Windows.Select((window, number) => new WindowScore
            {
                TrackId = job.TrackId,
                Window = number,
                StartSeconds = (float)window.Span.StartSeconds,
                EndSeconds = (float)window.Span.EndSeconds,
                Probabilities = Singles(window.Probabilities),
            });
            return new ScoreOutcome(job, new ScoredTrack(
                job.Attempt, job.TrackId, verdict.Genre, verdict.Confidence, verdict.Uncertain, Singles(verdict.Probabilities), [.. windows], summary)
            {
                Music = verdict.Music,
                Sounds = [.. verdict.Sounds.Select(sound => new TrackSound { Name = sound.Name, Kind = sound.Kind, Strength = (float)sound.Strength })],
                Embedding = verdict.Embedding is { } embedding ? [.. embedding] : null,
            }, null);
        }
        catch (Exception e)
        {
            return new ScoreOutcome(job, null, e);
        }
    }

    private static float[]? Singles(IReadOnlyList<double>? values) => values is null ? null : [.. values.Select(value => (float)value)];
}
