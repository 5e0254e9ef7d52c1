using GetYourMusicStyle.Contracts.Recommendations;
using GetYourMusicStyle.Messaging;
using GetYourMusicStyle.RecommenderService.Index;
using GetYourMusicStyle.RecommenderService.Queues;
using GetYourMusicStyle.Scoring;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.RecommenderService.Client;

/// <summary>
/// Asks the recommenders that have the model version of this process, through the bus, and waits a bounded time. All methods throw
/// <see cref="RecommenderUnavailableException"/> when nobody answers.
/// </summary>
public sealed class RecommenderClient(
    IClientFactory clients, Ensemble ensemble, IServiceProvider services, IOptions<BusOptions> bus, IOptions<LibraryIndexOptions> options)
{
    /// <summary>The tracks that are like one.</summary>
    public Task<SimilarFound> FindSimilarAsync(long track, int limit, string? genre, bool includeUncertain, CancellationToken cancellation) =>
        AskAsync<FindSimilar, SimilarFound>(new(ensemble.ModelVersion, track, limit, genre, includeUncertain), cancellation);

    /// <summary>A playlist; <see cref="MakePlaylist.ModelVersion"/> is that of this process, whatever is said.</summary>
    public Task<PlaylistMade> MakePlaylistAsync(MakePlaylist wish, CancellationToken cancellation) =>
        AskAsync<MakePlaylist, PlaylistMade>(wish with { ModelVersion = ensemble.ModelVersion }, cancellation);

    /// <summary>What the index knows of tracks, in their order; unknown ones are left out. Several messages, if they do not fit into one.</summary>
    public async Task<IReadOnlyList<DescribedTrack>> DescribeAsync(IReadOnlyList<long> ids, CancellationToken cancellation)
    {
        var described = new List<DescribedTrack>();
        for (int seen = 0; seen < ids.Count;)
        {
            var answer = await AskAsync<DescribeTracks, TracksDescribed>(new(ensemble.ModelVersion, [.. ids.Skip(seen)]), cancellation).ConfigureAwait(false);
            described.AddRange(answer.Tracks);
            seen += Math.Max(1, answer.Seen);
        }
        return described;
    }

    private async Task<TAnswer> AskAsync<TQuestion, TAnswer>(TQuestion question, CancellationToken cancellation)
        where TQuestion : class
        where TAnswer : class
    {
        // Within one process nobody says that a queue is not there.
        if (bus.Value.Transport == BusTransport.InMemory && services.GetService<LibraryIndex>() is { Tracks: null })
            throw new RecommenderUnavailableException("The recommender's index is being built.");
        var patience = TimeSpan.FromSeconds(options.Value.AnswerSeconds);
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        late.CancelAfter(patience);
        var token = late.Token;
        try
        {
            var client = clients.CreateRequestClient<TQuestion>(RecommenderQueue.Address(ensemble.ModelVersion), RequestTimeout.After(ms: (int)patience.TotalMilliseconds));
            // The request's own time begins with the send, and that waits for a broker that is away: so nothing of it is waited for longer.
            var answer = Task.Run(() => client.GetResponse<TAnswer>(question, pipe => pipe.UseExecute(RequiredDelivery.Require), token), token);
            return (await answer.WaitAsync(token).ConfigureAwait(false)).Message;
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            throw new RecommenderUnavailableException($"No recommender has answered: {error.Message}", error);
        }
    }
}
