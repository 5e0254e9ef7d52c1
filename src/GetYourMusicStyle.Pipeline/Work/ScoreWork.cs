using System.Runtime.CompilerServices;
using System.Threading.Channels;
using GetYourMusicStyle.Analysis;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Pipeline.Objects;
using GetYourMusicStyle.Scoring;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Pipeline.Work;

/// <summary>The scoring stage: features and log spectrograms of several tracks to their verdicts, in common batches. Thread-safe.</summary>
public sealed class ScoreWork(StoredFeatures stored, Ensemble ensemble, ExtractorVersion extractor, IOptions<PipelineOptions> options) : IDisposable
{
    private readonly Pool<BatchScorer> _scorers = new(ensemble.CreateBatchScorer);

    /// <summary>Scores tracks and gives one outcome a job, in the order of the jobs.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; nothing has been written.</exception>
    public async Task<IReadOnlyList<ScoreOutcome>> RunAsync(IReadOnlyList<ClaimedJob> jobs, CancellationToken cancellation)
    {
        var outcomes = new Dictionary<ClaimedJob, ScoreOutcome>(ReferenceEqualityComparer.Instance);
        await foreach (var outcome in StreamAsync(jobs, cancellation))
            outcomes[outcome.Job] = outcome;
        return [.. jobs.Select(job => outcomes[job])];
    }

    /// <summary>
    /// The same, each outcome as soon as it is known, short tracks first: what comes with a long one need not wait for it.
    /// </summary>
    public async IAsyncEnumerable<ScoreOutcome> StreamAsync(
        IReadOnlyList<ClaimedJob> jobs, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var outcomes = Channel.CreateUnbounded<ScoreOutcome>();
        var run = RunAsync(jobs, outcomes.Writer, stop.Token);
        try
        {
            await foreach (var outcome in outcomes.Reader.ReadAllAsync(cancellation))
                yield return outcome;
            await run;
        }
        finally
        {
            await stop.CancelAsync();       // where the caller leaves early
            await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _scorers.Dispose();

    private async Task RunAsync(IReadOnlyList<ClaimedJob> jobs, ChannelWriter<ScoreOutcome> outcomes, CancellationToken cancellation)
    {
        try
        {
            await using var fetches = new ScoringPrefetch(stored, ensemble.NeedsSpectrograms, ensemble.Mels, options.Value.FetchAhead, cancellation);
            var tracks = await fetches.BeginAsync(jobs);
            await Task.Factory.StartNew(
                () => _scorers.Use(scorer => new ScoreRun(scorer, ensemble.Mels, extractor.Name, outcomes).Score(fetches, tracks, cancellation)),
                cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            outcomes.Complete();
        }
        catch (Exception e)
        {
            outcomes.TryComplete(e);
            throw;
        }
    }
}
