using Polly;
using Polly.Retry;

namespace GetYourMusicStyle.Cli.Server;

/// <summary>Tries again what may pass: a server that restarts, a network that is away for a while, limits that were hit.</summary>
internal static class Patience
{
    /// <summary>Ten tries over about five minutes, with growing pauses and jitter.</summary>
    public static ResiliencePipeline ForUploads { get; } = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<ServerException>(e => e.MayPass),
            MaxRetryAttempts = 9,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromSeconds(1),
            MaxDelay = TimeSpan.FromSeconds(60),
        })
        .Build();
}
