using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Features;
using GetYourMusicStyle.Storage;

namespace GetYourMusicStyle.Pipeline;

/// <summary>
/// Brings the objects of several tracks from the store: first all tables of windows, then, while tracks are being scored, the log
/// and mel spectrograms of the next few.
/// </summary>
internal sealed class ScoreFetches(
    StoredFeatures stored, bool spectrograms, IReadOnlyList<MelParameters> mels, int ahead, CancellationToken cancellation) : IAsyncDisposable
{
    private readonly bool _copies = spectrograms || mels.Count > 0;
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    private readonly SemaphoreSlim _room = new(ahead);
    private readonly List<Fetch> _all = [];

    /// <summary>Fetches the tables and begins with the rest. The tracks come shortest first; a failed one has no windows.</summary>
    public async Task<IReadOnlyList<Fetch>> BeginAsync(IReadOnlyList<JobTicket> tickets)
    {
        using var room = new SemaphoreSlim(ahead);
        var tables = await Task.WhenAll(tickets.Select(ticket => TableAsync(ticket, room)));
        foreach (var (ticket, table, failure) in tables.OrderBy(track => track.Table?.Windows.Count ?? 0))
            _all.Add(new Fetch(ticket, table, failure, table is null || !_copies ? Task.FromResult(Copies.None) : CopiesAsync(ticket, table)));
        return _all;
    }

    /// <summary>Waits for what a track is scored by besides its table.</summary>
    public static Copies Await(Fetch fetch) => fetch.Copies.GetAwaiter().GetResult();

    /// <summary>A track is scored: its copy is not needed any more, so another can be fetched.</summary>
    public void Done(Fetch fetch)
    {
        if (fetch.Table is null || !_copies)
            return;
        if (fetch.Copies.IsCompletedSuccessfully)
            fetch.Copies.Result.Dispose();
        _room.Release();
    }

    /// <summary>Stops what is under way and removes the copies.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var fetch in _all)
        {
            await ((Task)fetch.Copies).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (fetch.Copies.IsCompletedSuccessfully)
                fetch.Copies.Result.Dispose();
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
    private async Task<Copies> CopiesAsync(JobTicket ticket, WindowTable table)
    {
        await _room.WaitAsync(_stop.Token);
        var copies = new Copies();
        try
        {
            if (spectrograms)
                copies.Spectrograms = await stored.FetchSpectrogramsAsync(ticket.Sha256, table.Windows.Count, _stop.Token);
            foreach (var mel in mels)
                copies.Mels.Add(await stored.FetchMelsAsync(ticket.Sha256, mel, table.Windows.Count, _stop.Token));
            return copies;
        }
        catch
        {
            copies.Dispose();
            throw;
        }
    }
}

/// <summary>What is being fetched of one track.</summary>
/// <param name="Table">Its windows; null if <paramref name="Failure"/> says why not.</param>
internal sealed record Fetch(JobTicket Ticket, WindowTable? Table, Exception? Failure, Task<Copies> Copies);

/// <summary>What a track is scored by besides its table, as local files.</summary>
internal sealed class Copies : IDisposable
{
    /// <summary>None at all.</summary>
    public static Copies None { get; } = new();

    /// <summary>Null where the ensemble has no use for them.</summary>
    public LocalCopy? Spectrograms { get; set; }

    /// <summary>In the order of the ensemble's.</summary>
    public List<LocalCopy> Mels { get; } = [];

    public void Dispose()
    {
        Spectrograms?.Dispose();
        Mels.ForEach(copy => copy.Dispose());
    }
}
