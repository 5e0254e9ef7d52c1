using System.Net;
using System.Runtime.CompilerServices;
using Polly;
using Polly.Retry;

namespace GetYourMusicStyle.Storage.S3;

/// <summary>
/// Executes requests to an S3 store: each has a timeout, and fails with a <see cref="StorageException"/> or because the caller gave up. A server
/// error (5xx) is retried a few times, as all clients of S3 do: Ceph answers with one while an object that is read is being replaced. So a request
/// must be idempotent.
/// </summary>
internal sealed class S3RequestExecutor(StorageOptions options, TimeProvider time, Random random)
{
    private const int MaxRetries = 4;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(40);
    private readonly TimeSpan _timeout = TimeSpan.FromSeconds(options.TimeoutSeconds);
    private readonly S3ErrorTranslator _errors = new(options);

    // Exponential backoff with a jitter of half the delay either way.
    private readonly ResiliencePipeline _retries = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = MaxRetries,
            ShouldHandle = new PredicateBuilder().Handle<S3ErrorException>(e => e.Status >= HttpStatusCode.InternalServerError),
            DelayGenerator = retry => new(FirstDelay * (1 << retry.AttemptNumber) * (0.5 + random.NextDouble())),
        })
        .Build();

    /// <summary>The timeout of a request that reports its progress.</summary>
    public ProgressTimeout StartTimeout(CancellationToken cancellation) => new(_timeout, time, cancellation);

    /// <summary>Executes a request whose whole answer must come within the timeout.</summary>
    public async Task<T> ExecuteAsync<T>(Func<CancellationToken, Task<T>> request, CancellationToken cancellation)
    {
        using ProgressTimeout timeout = StartTimeout(cancellation);
        return await ExecuteAsync(request, timeout, cancellation);
    }

    /// <inheritdoc cref="ExecuteAsync{T}(Func{CancellationToken, Task{T}}, CancellationToken)"/>
    public Task ExecuteAsync(Func<CancellationToken, Task> request, CancellationToken cancellation) =>
        ExecuteAsync(WithResult(request), cancellation);

    /// <summary>Executes a request that restarts its timeout whenever there is progress.</summary>
    public Task ExecuteAsync(Func<CancellationToken, Task> request, ProgressTimeout timeout, CancellationToken cancellation) =>
        ExecuteAsync(WithResult(request), timeout, cancellation);

    /// <summary>Lists what the store gives in pages, each within the timeout.</summary>
    public async IAsyncEnumerable<T> ListAsync<T>(
        Func<CancellationToken, IAsyncEnumerable<T>> list, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using ProgressTimeout timeout = StartTimeout(cancellation);
        await using IAsyncEnumerator<T> items = list(timeout.Token).GetAsyncEnumerator(timeout.Token);
        while (await ExecuteAsync(_ => items.MoveNextAsync().AsTask(), timeout, cancellation))
            yield return items.Current;
    }

    private async Task<T> ExecuteAsync<T>(Func<CancellationToken, Task<T>> request, ProgressTimeout timeout, CancellationToken cancellation)
    {
        try
        {
            return await _retries.ExecuteAsync(
                async token =>
                {
                    timeout.Restart();
                    return await request(token);
                },
                timeout.Token);
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        catch (Exception e) when (e is not StorageException)
        {
            throw _errors.Translate(timeout.Token.IsCancellationRequested ? new OperationCanceledException("", e) : e);
        }
        finally
        {
            timeout.Stop();
        }
    }

    private static Func<CancellationToken, Task<bool>> WithResult(Func<CancellationToken, Task> request) => async token =>
    {
        await request(token);
        return true;
    };
}
