using Polly;
using Polly.Retry;

namespace GetYourMusicStyle.Cli.Server;

/// <summary>Tries again what may pass: a server that restarts, a network that is away for a while, limits that were hit.</summary>
internal static class RetryPolicies
{
    /// <summary>Four tries over about ten seconds: for calls that somebody waits for.</summary>
    public static ResiliencePipeline ForCalls { get; } = Tries(3, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));

    /// <summary>Ten tries over about five minutes, with growing pauses and jitter.</summary>
    public static ResiliencePipeline ForUploads { get; } = Tries(9, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));

    private static ResiliencePipeline Tries(int more, TimeSpan pause, TimeSpan longestPause) => new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<ServerException>(e => e.IsTransient),
            MaxRetryAttempts = more,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = pause,
            MaxDelay = longestPause,
        })
        .Build();
}
