using GetYourMusicStyle.Contracts.Recommendations;
using GetYourMusicStyle.Messaging;
using GetYourMusicStyle.RecommenderService.Index;
using GetYourMusicStyle.RecommenderService.Queues;
using GetYourMusicStyle.Scoring.Models;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.RecommenderService.Client;

/// <summary>
/// Sends requests over the bus to the recommenders that have the model version of this process, and waits a bounded time. All methods throw
/// <see cref="RecommenderUnavailableException"/> when nobody answers.
/// </summary>
public sealed class RecommenderClient(
    IClientFactory clients, Ensemble ensemble, IServiceProvider services, IOptions<BusOptions> bus, IOptions<LibraryIndexOptions> options, TimeProvider clock)
{
    /// <summary>The tracks that are like one.</summary>
    public Task<SimilarFound> FindSimilarAsync(long track, int limit, string? genre, bool includeUncertain, CancellationToken cancellation) =>
        RequestAsync<FindSimilar, SimilarFound>(new(ensemble.ModelVersion, track, limit, genre, includeUncertain), cancellation);

    /// <summary>A playlist; <see cref="MakePlaylist.ModelVersion"/> is that of this process, whatever the request says.</summary>
    public Task<PlaylistMade> MakePlaylistAsync(MakePlaylist request, CancellationToken cancellation) =>
        RequestAsync<MakePlaylist, PlaylistMade>(request with { ModelVersion = ensemble.ModelVersion }, cancellation);

    /// <summary>What the index knows of tracks, in their order; unknown ones are left out. Several messages, if they do not fit into one.</summary>
    public async Task<IReadOnlyList<DescribedTrack>> DescribeAsync(IReadOnlyList<long> ids, CancellationToken cancellation)
    {
        var described = new List<DescribedTrack>();
        for (int seen = 0; seen < ids.Count;)
        {
            var response = await RequestAsync<DescribeTracks, TracksDescribed>(new(ensemble.ModelVersion, [.. ids.Skip(seen)]), cancellation).ConfigureAwait(false);
            described.AddRange(response.Tracks);
            seen += Math.Max(1, response.Seen);
        }
        return described;
    }

    private async Task<TResponse> RequestAsync<TRequest, TResponse>(TRequest request, CancellationToken cancellation)
        where TRequest : class
        where TResponse : class
    {
        // Within one process nobody says that a queue is not there.
        if (bus.Value.Transport == BusTransport.InMemory && services.GetService<LibraryIndex>() is { Tracks: null })
            throw new RecommenderUnavailableException("The recommender's index is being built.");
        var limit = TimeSpan.FromSeconds(options.Value.AnswerSeconds);
        using var timeout = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        var token = either.Token;
        try
        {
            var client = clients.CreateRequestClient<TRequest>(RecommenderQueue.Address(ensemble.ModelVersion), RequestTimeout.After(ms: (int)limit.TotalMilliseconds));
            // The request's own time begins with the send, and that waits for a broker that is away: so nothing of it may take longer.
            var response = Task.Run(() => client.GetResponse<TResponse>(request, pipe => pipe.UseExecute(RequiredDelivery.Require), token), token);
            return (await response.WaitAsync(token).ConfigureAwait(false)).Message;
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            throw new RecommenderUnavailableException($"No recommender has answered: {error.Message}", error);
        }
    }
}
