namespace GetYourMusicStyle.RecommenderService.Queues;

/// <summary>The queue through which this process hears of newly scored tracks.</summary>
internal sealed class TrackScoredQueue
{
    /// <summary>A name that no other process has.</summary>
    public string Name { get; } = $"scored-{Guid.NewGuid():N}";
}
