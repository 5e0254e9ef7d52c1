using GetYourMusicStyle.Messaging;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Pipeline.Attempts;

/// <summary>
/// Tries calls to the catalog again while it is out of reach: what a worker has found out is not thrown away for a database that restarts.
/// Pauses double up to a limit, with jitter; a stopping process does not wait.
/// </summary>
internal sealed class CatalogRetryPolicy(IOptions<BusOptions> options, IHostApplicationLifetime lifetime, TimeProvider clock)
{
    /// <summary>Makes a call until it succeeds; the last error is thrown when the tries are used up.</summary>
    public async Task<T> TryAsync<T>(Func<CancellationToken, Task<T>> call)
    {
        var bus = options.Value;
        for (int retry = 0; ; retry++)
        {
            try
            {
                return await call(CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception) when (retry < bus.RetryLimit && !lifetime.ApplicationStopping.IsCancellationRequested)
            {
                var pause = BackoffState.PauseAfter(retry, bus.RetrySeconds, bus.RetryMaxSeconds);
                await Task.Delay(pause, clock, lifetime.ApplicationStopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>The same for calls without a result.</summary>
    public Task TryAsync(Func<CancellationToken, Task> call) => TryAsync(async cancellation =>
    {
        await call(cancellation).ConfigureAwait(false);
        return true;
    });
}
