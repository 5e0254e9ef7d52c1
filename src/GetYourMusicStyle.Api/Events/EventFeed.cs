using System.Data.Common;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using GetYourMusicStyle.Catalog;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Api.Events;

/// <summary>
/// Follows things of one kind in the catalog as server-sent events: the state at once and at every change, and a <c>heartbeat</c> with the same content
/// after a while without any. Ends after the final state, when the thing is gone, or when the server stops. However many follow, the catalog is asked
/// once at a time for all of them.
/// </summary>
internal abstract class EventFeed<T>(IOptions<ApiOptions> options, IHostApplicationLifetime lifetime, TimeProvider time)
    where T : class
{
    private readonly Dictionary<Guid, Followed<T>> _followed = [];
    private readonly Lock _lock = new();
    private bool _polling;

    /// <summary>Type of the events.</summary>
    protected abstract string Type { get; }

    /// <summary>Whether a state is the last one.</summary>
    protected abstract bool IsFinal(T state);

    /// <summary>What is there of the things with these ids.</summary>
    protected abstract Task<IReadOnlyDictionary<Guid, T>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation);

    /// <summary>The events of one thing, from the state it has now on.</summary>
    public async IAsyncEnumerable<SseItem<T>> Follow(Guid id, T now, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lifetime.ApplicationStopping);
        var heartbeat = TimeSpan.FromSeconds(options.Value.HeartbeatSeconds);
        var followed = Enter(id, now);
        try
        {
            for (string kind = Type; ;)
            {
                var (state, changed) = Look(followed);
                if (state is null)
                    yield break;
                yield return new SseItem<T>(state, kind);
                if (IsFinal(state) || await WaitAsync(changed, heartbeat, end.Token) is not { } change)
                    yield break;
                kind = change ? Type : "heartbeat";
            }
        }
        finally
        {
            Leave(id, followed);
        }
    }

    private Followed<T> Enter(Guid id, T now)
    {
        lock (_lock)
        {
            if (!_followed.TryGetValue(id, out var followed))
                _followed.Add(id, followed = new Followed<T>(now));
            followed.Take(now);
            followed.Followers++;
            if (!_polling)
            {
                _polling = true;
                _ = PollAsync();
            }
            return followed;
        }
    }

    private void Leave(Guid id, Followed<T> followed)
    {
        lock (_lock)
        {
            if (--followed.Followers == 0)
                _followed.Remove(id);
        }
    }

    private (T? State, Task Changed) Look(Followed<T> followed)
    {
        lock (_lock)
            return (followed.State, followed.Changed);
    }

    // Until nobody follows anything.
    private async Task PollAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.EventSeconds), time);
        while (await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            Guid[] ids;
            lock (_lock)
            {
                ids = [.. _followed.Keys];
                if (ids.Length == 0 || lifetime.ApplicationStopping.IsCancellationRequested)
                {
                    _polling = false;
                    return;
                }
            }
            if (await ReadAsync(ids) is not { } states)
                continue;
            lock (_lock)
            {
                foreach (var id in ids)
                    _followed.GetValueOrDefault(id)?.Take(states.GetValueOrDefault(id));
            }
        }
    }

    // Null while the catalog is out of reach: those who follow hear heartbeats until it is back.
    private async Task<IReadOnlyDictionary<Guid, T>?> ReadAsync(Guid[] ids)
    {
        try
        {
            return await FindAsync(ids, lifetime.ApplicationStopping);
        }
        catch (Exception e) when (e is DbException or CatalogException or OperationCanceledException or TimeoutException or ObjectDisposedException)
        {
            return null;
        }
    }

    // Whether it has changed; null at the end.
    private async Task<bool?> WaitAsync(Task changed, TimeSpan heartbeat, CancellationToken cancellation)
    {
        try
        {
            await changed.WaitAsync(heartbeat, time, cancellation);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
