using System.Net;
using System.Runtime.CompilerServices;

namespace GetYourMusicStyle.Storage;

/// <summary>
/// Calls to an S3 store: each has its time, and fails with a <see cref="StorageException"/> or because the caller gave up. An answer
/// that the store is in trouble is asked for again a few times, as all clients of S3 do: Ceph gives one to who reads an object while
/// it is replaced. So what is asked must be safe to ask again.
/// </summary>
internal sealed class StoreCalls(StorageOptions options)
{
    private const int Tries = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private readonly TimeSpan _timeout = TimeSpan.FromSeconds(options.TimeoutSeconds);
    private readonly StoreTrouble _trouble = new(options);

    /// <summary>The time of a call that shows its progress.</summary>
    public ProgressTimeout Begin(CancellationToken cancellation) => new(_timeout, cancellation);

    public async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellation)
    {
        using ProgressTimeout progress = Begin(cancellation);
        return await AskAsync(ask, progress, cancellation);
    }

    public Task AskAsync(Func<CancellationToken, Task> ask, CancellationToken cancellation) =>
        AskAsync(token => Finish(ask(token)), cancellation);

    public Task AskAsync(Func<CancellationToken, Task> ask, ProgressTimeout progress, CancellationToken cancellation) =>
        AskAsync(token => Finish(ask(token)), progress, cancellation);

    /// <summary>Items that the store gives in pages.</summary>
    public async IAsyncEnumerable<T> ListAsync<T>(
        Func<CancellationToken, IAsyncEnumerable<T>> list, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using ProgressTimeout progress = Begin(cancellation);
        await using IAsyncEnumerator<T> items = list(progress.Token).GetAsyncEnumerator(progress.Token);
        while (await AskAsync(_ => items.MoveNextAsync().AsTask(), progress, cancellation))
            yield return items.Current;
    }

    private async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, ProgressTimeout progress, CancellationToken cancellation)
    {
        try
        {
            return await AskUntilAnsweredAsync(ask, progress);
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        catch (Exception e) when (e is not StorageException)
        {
            throw _trouble.Explain(progress.Token.IsCancellationRequested ? new OperationCanceledException("", e) : e);
        }
        finally
        {
            progress.Rest();
        }
    }

    private static async Task<T> AskUntilAnsweredAsync<T>(Func<CancellationToken, Task<T>> ask, ProgressTimeout progress)
    {
        for (int tried = 1; ; tried++)
        {
            progress.Renew();
            try
            {
                return await ask(progress.Token);
            }
            catch (StoreRefusalException e) when (e.Status >= HttpStatusCode.InternalServerError && tried < Tries)
            {
                await Task.Delay(FirstPause * (1 << tried) * (0.5 + Random.Shared.NextDouble()), progress.Token);
            }
        }
    }

    private static async Task<bool> Finish(Task task)
    {
        await task;
        return true;
    }
}
