using GetYourMusicStyle.Analysis.Formats;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Pipeline.Objects;
using GetYourMusicStyle.Scoring.Models;

namespace GetYourMusicStyle.Pipeline.Work;

/// <summary>
/// Brings the objects of several tracks from the store: first all tables of windows, then, while tracks are being scored, the
/// spectrograms and embeddings of the next few.
/// </summary>
internal sealed class ScoringPrefetch(StoredFeatures stored, Ensemble ensemble, int ahead, CancellationToken cancellation) : IAsyncDisposable
{
    private readonly bool _needsInputs = ensemble.NeedsSpectrograms || ensemble.Mels.Count > 0 || ensemble.Backbones.Count > 0;
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    private readonly SemaphoreSlim _room = new(ahead);
    private readonly List<PrefetchedTrack> _all = [];

    /// <summary>Fetches the tables and begins with the rest. The tracks come shortest first; a failed one has no windows.</summary>
    public async Task<IReadOnlyList<PrefetchedTrack>> BeginAsync(IReadOnlyList<ClaimedJob> jobs)
    {
        using var room = new SemaphoreSlim(ahead);
        var tables = await Task.WhenAll(jobs.Select(job => TableAsync(job, room)));
        foreach (var (job, table, failure) in tables.OrderBy(track => track.Table?.Windows.Count ?? 0))
            _all.Add(new PrefetchedTrack(job, table, failure, table is null || !_needsInputs ? Task.FromResult(LocalInputs.None) : InputsAsync(job, table)));
        return _all;
    }

    /// <summary>Waits for what a track is scored by besides its table.</summary>
    public static LocalInputs Await(PrefetchedTrack track) => track.Inputs.GetAwaiter().GetResult();

    /// <summary>A track is scored: its inputs are not needed any more, so those of another can be fetched.</summary>
    public void Release(PrefetchedTrack track)
    {
        if (track.Table is null || !_needsInputs)
            return;
        if (track.Inputs.IsCompletedSuccessfully)
            track.Inputs.Result.Dispose();
        _room.Release();
    }

    /// <summary>Stops what is under way and removes the local inputs.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var track in _all)
        {
            await ((Task)track.Inputs).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (track.Inputs.IsCompletedSuccessfully)
                track.Inputs.Result.Dispose();
        }
        _stop.Dispose();
        _room.Dispose();
    }

    private async Task<(ClaimedJob Job, WindowTable? Table, Exception? Failure)> TableAsync(ClaimedJob job, SemaphoreSlim room)
    {
        await room.WaitAsync(_stop.Token);
        try
        {
            return (job, await stored.ReadTableAsync(job.Sha256, _stop.Token), null);
        }
        catch (Exception e) when (e is not OperationCanceledException || !_stop.IsCancellationRequested)
        {
            return (job, null, e);
        }
        finally
        {
            room.Release();
        }
    }

    // Room is given in the order in which it was asked for, which is that of the tracks, and given back by Release.
    private async Task<LocalInputs> InputsAsync(ClaimedJob job, WindowTable table)
    {
        await _room.WaitAsync(_stop.Token);
        var inputs = new LocalInputs();
        try
        {
            if (ensemble.NeedsSpectrograms)
                inputs.Spectrograms = await stored.FetchSpectrogramsAsync(job.Sha256, table, _stop.Token);
            foreach (var mel in ensemble.Mels)
                inputs.Mels.Add(await stored.FetchMelsAsync(job.Sha256, mel, table.Windows.Count, _stop.Token));
            foreach (var backbone in ensemble.Backbones)
                inputs.Embeddings.Add(await stored.FetchEmbeddingsAsync(job.Sha256, backbone, table, _stop.Token));
            return inputs;
        }
        catch
        {
            inputs.Dispose();
            throw;
        }
    }
}
