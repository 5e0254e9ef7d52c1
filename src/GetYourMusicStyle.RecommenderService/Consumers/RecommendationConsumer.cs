using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Contracts.Recommendations;
using GetYourMusicStyle.Recommender;
using GetYourMusicStyle.Recommender.Index;
using GetYourMusicStyle.Recommender.Playlists;
using GetYourMusicStyle.RecommenderService.Index;
using MassTransit;

namespace GetYourMusicStyle.RecommenderService.Consumers;

/// <summary>Answers requests from memory. Only a track that is not in the index is read from the catalog: it may be newer than the last refresh.</summary>
internal sealed class RecommendationConsumer(LibraryIndex index, PlaylistBuilder builder, IndexTelemetry telemetry, TimeProvider clock)
    : IConsumer<FindSimilar>, IConsumer<MakePlaylist>, IConsumer<DescribeTracks>
{
    private static readonly TimeSpan CatalogTimeout = TimeSpan.FromSeconds(1);

    public async Task Consume(ConsumeContext<FindSimilar> context)
    {
        long start = clock.GetTimestamp();
        var request = context.Message;
        var tracks = Tracks(request.ModelVersion);
        SimilarFound response = new(false, [], []);
        if (await FindAsync(tracks, [request.TrackId]).ConfigureAwait(false) is [var track])
        {
            var found = tracks.Nearest(SimilarityQuery.Of(track), request.Limit, new() { Genre = request.Genre, IncludeUncertain = request.IncludeUncertain });
            response = new(true, [.. found.Select(neighbour => neighbour.Track.Id)], [.. found.Select(neighbour => neighbour.Distance)]);
        }
        telemetry.Answered("similar", start);
        await context.RespondAsync(response).ConfigureAwait(false);
    }

    public async Task Consume(ConsumeContext<MakePlaylist> context)
    {
        long start = clock.GetTimestamp();
        var request = context.Message;
        var tracks = Tracks(request.ModelVersion);
        var like = await FindAsync(tracks, request.Like).ConfigureAwait(false);
        PlaylistMade response = new("", [], [.. request.Like.Except(like.Select(track => track.Id))]);
        if (response.Unknown.Length == 0)
        {
            var list = builder.Build(tracks, new()
            {
                Query = like.Count > 0 ? SimilarityQuery.Of(like) : SimilarityQuery.Of(request.Genres),
                Size = request.Size,
                Seed = request.Seed,
                Name = request.Name,
                IncludeUncertain = request.IncludeUncertain,
                IncludeLiked = request.IncludeLiked,
            });
            response = new(list.Name, [.. list.Tracks.Select(track => track.Id)], []);
        }
        telemetry.Answered("playlist", start);
        await context.RespondAsync(response).ConfigureAwait(false);
    }

    public async Task Consume(ConsumeContext<DescribeTracks> context)
    {
        long start = clock.GetTimestamp();
        var response = TrackDescriptions.Of(Tracks(context.Message.ModelVersion), context.Message.Ids);
        telemetry.Answered("describe", start);
        await context.RespondAsync(response).ConfigureAwait(false);
    }

    private TrackIndex Tracks(string modelVersion) => modelVersion == index.ModelVersion && index.Tracks is { } tracks
        ? tracks
        : throw new InvalidOperationException($"This recommender has no index of model version {modelVersion}.");

    private async Task<IReadOnlyList<IndexedTrack>> FindAsync(TrackIndex tracks, IReadOnlyCollection<long> ids)
    {
        long[] missing = [.. ids.Where(id => tracks.Find(id) is null)];
        if (missing.Length > 0)
        {
            using var timeout = new CancellationTokenSource(CatalogTimeout, clock);
            try
            {
                await index.UpdateAsync(missing, timeout.Token).WaitAsync(timeout.Token).ConfigureAwait(false);
            }
            catch (Exception error) when (error is OperationCanceledException or CatalogUnavailableException)
            {
                // They stay unknown.
            }
        }
        return [.. ids.Select(tracks.Find).OfType<IndexedTrack>()];
    }
}
