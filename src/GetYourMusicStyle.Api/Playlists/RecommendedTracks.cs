using GetYourMusicStyle.Api.Problems;
using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Catalog.Index;
using GetYourMusicStyle.Catalog.Tracks;
using GetYourMusicStyle.RecommenderService;
using GetYourMusicStyle.RecommenderService.Client;
using GetYourMusicStyle.Scoring.Models;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Api.Playlists;

/// <summary>Describes recommended tracks: out of the catalog, or, while that does not answer, out of the recommender's memory.</summary>
internal sealed class RecommendedTracks(
    TrackStore library, IndexReader index, RecommenderClient recommender, Ensemble ensemble, IOptions<LibraryIndexOptions> options, TimeProvider time)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    private long _failedAt;

    /// <summary>The tracks in the order of their ids; those that were deleted in the meantime are left out.</summary>
    /// <exception cref="RecommenderUnavailableException">Neither answers.</exception>
    public async Task<IReadOnlyList<FoundTrackJson>> DescribeAsync(IReadOnlyList<long> ids, CancellationToken cancellation)
    {
        long failed = Volatile.Read(ref _failedAt);
        if (failed == 0 || time.GetElapsedTime(failed) > RetryAfter)
        {
            try
            {
                var found = await WithinAsync(token => ReadAsync(ids, token), cancellation);
                Volatile.Write(ref _failedAt, 0);
                return found;
            }
            catch (Exception e) when (e is CatalogUnavailableException or TimeoutException)
            {
                Volatile.Write(ref _failedAt, time.GetTimestamp());
            }
        }
        var described = await recommender.DescribeAsync(ids, cancellation);
        return [.. described.Select(track => FoundTrackJson.Of(track, ensemble.Manifest.Genres, ensemble.ModelVersion))];
    }

    /// <summary>Why a recommender does not know a track: what the caller can do.</summary>
    public async Task<ProblemException> ExplainAsync(long id, CancellationToken cancellation)
    {
        TrackView? view;
        try
        {
            view = await WithinAsync(token => library.FindAsync(id, ensemble.ModelVersion, token), cancellation);
        }
        catch (TimeoutException)
        {
            return new(Problem.Busy("catalog-unavailable", "The database cannot be reached, and the recommender does not know this track. Try again later.", 5));
        }
        if (view is null)
            return new(Problem.NoTrack(id));
        if (view.Model?.Hash != ensemble.ModelVersion)
        {
            return new(Problem.Conflict(
                "not-scored", $"Track {id} has not been scored by the model in use: follow its job, or ask POST /api/v1/reruns for scores."));
        }
        return new(view.Summary!.Probabilities is null
            ? Problem.Conflict("silent-track", $"Track {id} is silent throughout, so that nothing is like it.")
            : Problem.Busy("recommender-away", $"The recommender does not know track {id} yet. Try again.", 1));
    }

    private async Task<IReadOnlyList<FoundTrackJson>> ReadAsync(IReadOnlyList<long> ids, CancellationToken cancellation)
    {
        var paths = (await index.FindAsync(new(ensemble.ModelVersion, ""), [.. ids], cancellation)).ToDictionary(row => row.TrackId, row => row.Path);
        var views = (await library.FindManyAsync(ids, ensemble.ModelVersion, cancellation)).ToDictionary(view => view.Track.Id);
        return [.. ids.Where(id => paths.ContainsKey(id) && views.ContainsKey(id)).Select(id => FoundTrackJson.Of(views[id], paths[id]))];
    }

    // Reading waits for a database that restarts longer than somebody in front of a page does.
    private async Task<T> WithinAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.CatalogSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            return await read(either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException("The catalog does not answer in time.", e);
        }
    }
}
