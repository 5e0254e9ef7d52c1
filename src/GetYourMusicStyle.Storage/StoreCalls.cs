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
    public Patience Begin(CancellationToken cancellation) => new(_timeout, cancellation);

    public async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellation)
    {
        using Patience patience = Begin(cancellation);
        return await AskAsync(ask, patience, cancellation);
    }

    public Task AskAsync(Func<CancellationToken, Task> ask, CancellationToken cancellation) =>
        AskAsync(token => Finish(ask(token)), cancellation);

    public Task AskAsync(Func<CancellationToken, Task> ask, Patience patience, CancellationToken cancellation) =>
        AskAsync(token => Finish(ask(token)), patience, cancellation);

    /// <summary>Items that the store gives in pages.</summary>
    public async IAsyncEnumerable<T> ListAsync<T>(
        Func<CancellationToken, IAsyncEnumerable<T>> list, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using Patience patience = Begin(cancellation);
        await using IAsyncEnumerator<T> items = list(patience.Token).GetAsyncEnumerator(patience.Token);
        while (await AskAsync(_ => items.MoveNextAsync().AsTask(), patience, cancellation))
            yield return items.Current;
    }

    private async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, Patience patience, CancellationToken cancellation)
    {
        try
        {
            return await AskUntilAnsweredAsync(ask, patience);
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        catch (Exception e) when (e is not StorageException)
        {
            throw _trouble.Explain(patience.Token.IsCancellationRequested ? new OperationCanceledException("", e) : e);
        }
        finally
        {
            patience.Rest();
        }
    }

    private static async Task<T> AskUntilAnsweredAsync<T>(Func<CancellationToken, Task<T>> ask, Patience patience)
    {
        for (int tried = 1; ; tried++)
        {
            patience.Renew();
            try
            {
                return await ask(patience.Token);
            }
            catch (StoreRefusalException e) when (e.Status >= HttpStatusCode.InternalServerError && tried < Tries)
            {
                await Task.Delay(FirstPause * (1 << tried) * (0.5 + Random.Shared.NextDouble()), patience.Token);
            }
        }
    }

    private static async Task<bool> Finish(Task task)
    {
        await task;
        return true;
    }
}
