using GetYourMusicStyle.Messaging;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;

namespace GetYourMusicStyle.Pipeline.Attempts;

/// <summary>
/// Tries calls to the catalog again while it is out of reach: what a worker has found out is not thrown away for a database that restarts.
/// Pauses double up to a limit, with jitter; a stopping process does not wait, but tries once more at once.
/// </summary>
internal sealed class CatalogRetryPolicy(IOptions<BusOptions> options, IHostApplicationLifetime lifetime, TimeProvider clock, Random random)
{
    private readonly CancellationToken _stopping = lifetime.ApplicationStopping;
    private readonly ResiliencePipeline _pipeline = Build(options.Value, clock, random, lifetime.ApplicationStopping);

    /// <summary>Makes a call until it succeeds; the last error is thrown when the retries are used up. The call itself is never cancelled.</summary>
    public async Task<T> ExecuteAsync<T>(Func<CancellationToken, Task<T>> call)
    {
        try
        {
            // The token ends the pauses alone.
            return await _pipeline.ExecuteAsync(async _ => await call(CancellationToken.None).ConfigureAwait(false), _stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return await call(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>The same for calls without a result.</summary>
    public Task ExecuteAsync(Func<CancellationToken, Task> call) => ExecuteAsync(async cancellation =>
    {
        await call(cancellation).ConfigureAwait(false);
        return true;
    });

    private static ResiliencePipeline Build(BusOptions bus, TimeProvider clock, Random random, CancellationToken stopping)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = clock };
        if (bus.RetryLimit > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = bus.RetryLimit,
                ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Exception is not null && !stopping.IsCancellationRequested),
                DelayGenerator = attempt => ValueTask.FromResult<TimeSpan?>(Backoff.Pause(attempt.AttemptNumber, bus.RetrySeconds, bus.RetryMaxSeconds, random)),
            });
        }
        return builder.Build();
    }
}
