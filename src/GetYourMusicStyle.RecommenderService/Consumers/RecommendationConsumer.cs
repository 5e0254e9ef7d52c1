using System.Diagnostics;
using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Contracts.Recommendations;
using GetYourMusicStyle.Recommender;
using GetYourMusicStyle.Recommender.Index;
using GetYourMusicStyle.Recommender.Playlists;
using GetYourMusicStyle.RecommenderService.Index;
using MassTransit;

namespace GetYourMusicStyle.RecommenderService.Consumers;

/// <summary>Answers questions from memory. Only a track that is not in the index is looked for in the catalog: it may be newer than the last look.</summary>
internal sealed class RecommendationConsumer(LibraryIndex index, PlaylistBuilder builder, IndexTelemetry telemetry)
    : IConsumer<FindSimilar>, IConsumer<MakePlaylist>, IConsumer<DescribeTracks>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public async Task Consume(ConsumeContext<FindSimilar> context)
    {
        long start = Stopwatch.GetTimestamp();
        var question = context.Message;
        var tracks = Tracks(question.ModelVersion);
        SimilarFound answer = new(false, [], []);
        if (await FindAsync(tracks, [question.TrackId]).ConfigureAwait(false) is [var track])
        {
            var found = tracks.Nearest(SimilarityQuery.Of(track), question.Limit, new() { Genre = question.Genre, IncludeUncertain = question.IncludeUncertain });
            answer = new(true, [.. found.Select(neighbour => neighbour.Track.Id)], [.. found.Select(neighbour => neighbour.Distance)]);
        }
        telemetry.Answered("similar", start);
        await context.RespondAsync(answer).ConfigureAwait(false);
    }

    public async Task Consume(ConsumeContext<MakePlaylist> context)
    {
        long start = Stopwatch.GetTimestamp();
        var question = context.Message;
        var tracks = Tracks(question.ModelVersion);
        var like = await FindAsync(tracks, question.Like).ConfigureAwait(false);
        PlaylistMade answer = new("", [], [.. question.Like.Except(like.Select(track => track.Id))]);
        if (answer.Unknown.Length == 0)
        {
            var list = builder.Build(tracks, new()
            {
                Query = like.Count > 0 ? SimilarityQuery.Of(like) : SimilarityQuery.Of(question.Genres),
                Size = question.Size,
                Seed = question.Seed,
                Name = question.Name,
                IncludeUncertain = question.IncludeUncertain,
                IncludeLiked = question.IncludeLiked,
            });
            answer = new(list.Name, [.. list.Tracks.Select(track => track.Id)], []);
        }
        telemetry.Answered("playlist", start);
        await context.RespondAsync(answer).ConfigureAwait(false);
    }

    public async Task Consume(ConsumeContext<DescribeTracks> context)
    {
        long start = Stopwatch.GetTimestamp();
        var answer = TrackDescriptions.Of(Tracks(context.Message.ModelVersion), context.Message.Ids);
        telemetry.Answered("describe", start);
        await context.RespondAsync(answer).ConfigureAwait(false);
    }

    private TrackIndex Tracks(string modelVersion) => modelVersion == index.ModelVersion && index.Tracks is { } tracks
        ? tracks
        : throw new InvalidOperationException($"This recommender has no index of model version {modelVersion}.");

    private async Task<IReadOnlyList<IndexedTrack>> FindAsync(TrackIndex tracks, IReadOnlyCollection<long> ids)
    {
        long[] missing = [.. ids.Where(id => tracks.Find(id) is null)];
        if (missing.Length > 0)
        {
            using var late = new CancellationTokenSource(Patience);
            try
            {
                await index.TakeAsync(missing, late.Token).WaitAsync(late.Token).ConfigureAwait(false);
            }
            catch (Exception error) when (error is OperationCanceledException or CatalogUnavailableException)
            {
                // They stay unknown.
            }
        }
        return [.. ids.Select(tracks.Find).OfType<IndexedTrack>()];
    }
}
