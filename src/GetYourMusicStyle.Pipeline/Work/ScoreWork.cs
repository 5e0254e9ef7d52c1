using GetYourMusicStyle.Catalog;

namespace GetYourMusicStyle.Pipeline;

/// <summary>The scoring stage: features and log spectrograms of several tracks to their verdicts, in common batches. Thread-safe.</summary>
public sealed class ScoreWork
{
    /// <summary>Scores tracks and gives one outcome a ticket, in the order of the tickets.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; nothing has been written.</exception>
    public Task<IReadOnlyList<ScoreOutcome>> RunAsync(IReadOnlyList<JobTicket> tickets, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>
    /// The same, each outcome as soon as it is known, short tracks first: what follows a long one need not wait for it.
    /// </summary>
    public IAsyncEnumerable<ScoreOutcome> StreamAsync(IReadOnlyList<JobTicket> tickets, CancellationToken cancellation) => throw new NotImplementedException();
}
