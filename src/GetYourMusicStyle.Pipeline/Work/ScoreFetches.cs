using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Storage;

namespace GetYourMusicStyle.Pipeline;

/// <summary>
/// Brings the objects of several tracks from the store: first all tables of windows, then, while tracks are being scored, the log
/// spectrograms of the next few.
/// </summary>
internal sealed class ScoreFetches(StoredFeatures stored, bool spectrograms, int ahead, CancellationToken cancellation) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    private readonly SemaphoreSlim _room = new(ahead);
    private readonly List<Fetch> _all = [];

    /// <summary>Fetches the tables and begins with the rest. The tracks come shortest first; a failed one has no windows.</summary>
    public async Task<IReadOnlyList<Fetch>> BeginAsync(IReadOnlyList<JobTicket> tickets)
    {
        using var room = new SemaphoreSlim(ahead);
        var tables = await Task.WhenAll(tickets.Select(ticket => TableAsync(ticket, room)));
        foreach (var (ticket, table, failure) in tables.OrderBy(track => track.Table?.Windows.Count ?? 0))
            _all.Add(new Fetch(ticket, table, failure, table is null || !spectrograms ? Task.FromResult<LocalCopy?>(null) : SpectrogramsAsync(ticket, table)));
        return _all;
    }

    /// <summary>Waits for the log spectrograms of a track; null where the ensemble has no use for them.</summary>
    public static LocalCopy? Await(Fetch fetch) => fetch.Spectrograms.GetAwaiter().GetResult();

    /// <summary>A track is scored: its copy is not needed any more, so another can be fetched.</summary>
    public void Done(Fetch fetch)
    {
        if (fetch.Table is null || !spectrograms)
            return;
        if (fetch.Spectrograms.IsCompletedSuccessfully)
            fetch.Spectrograms.Result?.Dispose();
        _room.Release();
    }

    /// <summary>Stops what is under way and removes the copies.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var fetch in _all)
        {
            await ((Task)fetch.Spectrograms).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (fetch.Spectrograms.IsCompletedSuccessfully)
                fetch.Spectrograms.Result?.Dispose();
        }
        _stop.Dispose();
        _room.Dispose();
    }

    private async Task<(JobTicket Ticket, WindowTable? Table, Exception? Failure)> TableAsync(JobTicket ticket, SemaphoreSlim room)
    {
        await room.WaitAsync(_stop.Token);
        try
        {
            return (ticket, await stored.ReadTableAsync(ticket.Sha256, _stop.Token), null);
        }
        catch (Exception e) when (e is not OperationCanceledException || !_stop.IsCancellationRequested)
        {
            return (ticket, null, e);
        }
        finally
        {
            room.Release();
        }
    }

    // Room is given in the order in which it was asked for, which is that of the tracks, and given back by Done.
    private async Task<LocalCopy?> SpectrogramsAsync(JobTicket ticket, WindowTable table)
    {
        await _room.WaitAsync(_stop.Token);
        return await stored.FetchSpectrogramsAsync(ticket.Sha256, table.Windows.Count, _stop.Token);
    }
}

/// <summary>What is being fetched of one track.</summary>
/// <param name="Table">Its windows; null if <paramref name="Failure"/> says why not.</param>
internal sealed record Fetch(JobTicket Ticket, WindowTable? Table, Exception? Failure, Task<LocalCopy?> Spectrograms);
