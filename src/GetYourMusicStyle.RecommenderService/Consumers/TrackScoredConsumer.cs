using GetYourMusicStyle.Contracts.Messages;
using GetYourMusicStyle.RecommenderService.Index;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace GetYourMusicStyle.RecommenderService.Consumers;

/// <summary>Takes newly scored tracks into the index, many at a time. What fails here, the next refresh finds.</summary>
internal sealed partial class TrackScoredConsumer(LibraryIndex index, ILogger<TrackScoredConsumer> logger) : IConsumer<Batch<TrackScored>>
{
    /// <summary>Messages that are taken together at most.</summary>
    public const int MaxBatch = 256;

    public async Task Consume(ConsumeContext<Batch<TrackScored>> context)
    {
        long[] tracks = [.. context.Message.Select(one => one.Message).Where(scored => scored.ModelVersion == index.ModelVersion).Select(scored => scored.TrackId).Distinct()];
        try
        {
            await index.UpdateAsync(tracks, context.CancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (!context.CancellationToken.IsCancellationRequested)
        {
            LogMissed(error, tracks.Length);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Tracks} newly scored tracks cannot be read now")]
    private partial void LogMissed(Exception error, int tracks);
}
