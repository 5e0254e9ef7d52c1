namespace GetYourMusicStyle.RecommenderService.Queues;

/// <summary>
/// Where requests to a recommender are sent. One queue a model version: those who have built an index of that version take turns at it, and nobody
/// else can answer. A minute after the last one has gone, the broker removes it, and says at once that nobody is there.
/// </summary>
internal static class RecommenderQueue
{
    public static readonly TimeSpan Expiry = TimeSpan.FromMinutes(1);

    public static string Name(string modelVersion) => $"recommend-{modelVersion[..Math.Min(16, modelVersion.Length)]}";

    public static Uri Address(string modelVersion) => new($"exchange:{Name(modelVersion)}");
}
