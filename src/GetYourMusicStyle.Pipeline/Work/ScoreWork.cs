using GetYourMusicStyle.Analysis;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Pipeline.Objects;
using GetYourMusicStyle.Scoring.Models;
using GetYourMusicStyle.Scoring.Tracks;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Pipeline.Work;

/// <summary>The scoring stage: features, spectrograms and embeddings of several tracks to their verdicts, in common batches. Thread-safe.</summary>
public sealed class ScoreWork(StoredFeatures stored, Ensemble ensemble, ExtractorVersion extractor, IOptions<PipelineOptions> options) : IDisposable
{
    private readonly Pool<BatchScorer> _scorers = new(() => new BatchScorer(ensemble));

    /// <summary>Scores tracks and gives one outcome a job, in the order of the jobs.</summary>
    /// <param name="scored">Receives each outcome as soon as it is known, short tracks first, on the working thread.</param>
    /// <exception cref="OperationCanceledException">Cancelled; nothing has been written.</exception>
    public async Task<IReadOnlyList<ScoreOutcome>> RunAsync(
        IReadOnlyList<ClaimedJob> jobs, CancellationToken cancellation, Action<ScoreOutcome>? scored = null)
    {
        var outcomes = new Dictionary<ClaimedJob, ScoreOutcome>(ReferenceEqualityComparer.Instance);
        await using var prefetch = new ScoringPrefetch(stored, ensemble, options.Value.FetchAhead, cancellation);
        var tracks = await prefetch.BeginAsync(jobs);
        await Task.Factory.StartNew(
            () => _scorers.Use(scorer => new ScoreRun(scorer, ensemble.Mels, ensemble.Backbones, extractor.Name, Add).Score(prefetch, tracks, cancellation)),
            cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return [.. jobs.Select(job => outcomes[job])];

        void Add(ScoreOutcome outcome)
        {
            outcomes[outcome.Job] = outcome;
            scored?.Invoke(outcome);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _scorers.Dispose();
}
