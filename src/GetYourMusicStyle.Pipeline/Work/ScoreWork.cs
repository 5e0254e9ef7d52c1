using System.Runtime.CompilerServices;
using System.Threading.Channels;
using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Scoring;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Pipeline;

/// <summary>The scoring stage: features and log spectrograms of several tracks to their verdicts, in common batches. Thread-safe.</summary>
public sealed class ScoreWork(StoredFeatures stored, Ensemble ensemble, ExtractorVersion extractor, IOptions<PipelineOptions> options) : IDisposable
{
    private readonly Pool<BatchScorer> _scorers = new(ensemble.CreateBatchScorer);

    /// <summary>Scores tracks and gives one outcome a ticket, in the order of the tickets.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; nothing has been written.</exception>
    public async Task<IReadOnlyList<ScoreOutcome>> RunAsync(IReadOnlyList<JobTicket> tickets, CancellationToken cancellation)
    {
        var outcomes = new Dictionary<JobTicket, ScoreOutcome>(ReferenceEqualityComparer.Instance);
        await foreach (var outcome in StreamAsync(tickets, cancellation))
            outcomes[outcome.Ticket] = outcome;
        return [.. tickets.Select(ticket => outcomes[ticket])];
    }

    /// <summary>
    /// The same, each outcome as soon as it is known, short tracks first: what comes with a long one need not wait for it.
    /// </summary>
    public async IAsyncEnumerable<ScoreOutcome> StreamAsync(
        IReadOnlyList<JobTicket> tickets, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var outcomes = Channel.CreateUnbounded<ScoreOutcome>();
        var run = RunAsync(tickets, outcomes.Writer, stop.Token);
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

    private async Task RunAsync(IReadOnlyList<JobTicket> tickets, ChannelWriter<ScoreOutcome> outcomes, CancellationToken cancellation)
    {
        try
        {
            await using var fetches = new ScoreFetches(stored, ensemble.NeedsSpectrograms, ensemble.Mels, options.Value.FetchAhead, cancellation);
            var tracks = await fetches.BeginAsync(tickets);
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
