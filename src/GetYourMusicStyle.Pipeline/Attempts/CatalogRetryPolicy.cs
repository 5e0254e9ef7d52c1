using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Messaging;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;

namespace GetYourMusicStyle.Pipeline.Attempts;

/// <summary>
/// Tries calls to the catalog again while it is out of reach, however long that is: what a worker has found out is not thrown away for a database that
/// is away. Pauses double up to a limit, with jitter; a stopping process does not wait, but tries once more at once.
/// </summary>
internal sealed class CatalogRetryPolicy(IOptions<BusOptions> options, IHostApplicationLifetime lifetime, TimeProvider clock, Random random)
{
    private readonly CancellationToken _stopping = lifetime.ApplicationStopping;
    private readonly ResiliencePipeline _pipeline = Build(options.Value, clock, random, lifetime.ApplicationStopping);

    /// <summary>Makes a call until it succeeds; an error other than that the catalog is out of reach is thrown when the retries are used up. The call itself is never cancelled.</summary>
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

    private static ResiliencePipeline Build(BusOptions bus, TimeProvider clock, Random random, CancellationToken stopping) =>
        new ResiliencePipelineBuilder { TimeProvider = clock }.AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = int.MaxValue,
            ShouldHandle = attempt => ValueTask.FromResult(
                attempt.Outcome.Exception is { } error && !stopping.IsCancellationRequested
                && (error is CatalogUnavailableException || attempt.AttemptNumber < bus.RetryLimit)),
            DelayGenerator = attempt => ValueTask.FromResult<TimeSpan?>(Backoff.Pause(attempt.AttemptNumber, bus.RetrySeconds, bus.RetryMaxSeconds, random)),
        }).Build();
}
