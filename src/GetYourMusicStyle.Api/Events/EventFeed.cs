using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Api.Events;

/// <summary>
/// Follows something in the catalog as server-sent events: its state at once and at every change, and a <c>heartbeat</c> with the same content
/// after a while without any. Ends after the final state, when it is gone, or when the server stops.
/// </summary>
internal sealed class EventFeed(IOptions<ApiOptions> options, IHostApplicationLifetime lifetime, TimeProvider time)
{
    /// <summary>The events of what <paramref name="read"/> gives, of type <paramref name="type"/>.</summary>
    public async IAsyncEnumerable<SseItem<T>> Follow<T>(
        string type, Func<CancellationToken, Task<T?>> read, Func<T, bool> final, [EnumeratorCancellation] CancellationToken cancellation)
        where T : class
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lifetime.ApplicationStopping);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.EventSeconds), time);
        string? last = null;
        long sentAt = 0;
        do
        {
            if (await ReadAsync(read, end.Token) is not { } now)
                yield break;
            string text = JsonSerializer.Serialize(now);
            bool changed = text != last;
            if (changed || time.GetElapsedTime(sentAt).TotalSeconds >= options.Value.HeartbeatSeconds)
            {
                yield return new SseItem<T>(now, changed ? type : "heartbeat");
                (last, sentAt) = (text, time.GetTimestamp());
            }
            if (final(now))
                yield break;
        }
        while (await NextAsync(timer, end.Token));
    }

    private static async Task<T?> ReadAsync<T>(Func<CancellationToken, Task<T?>> read, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return await read(cancellation);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken cancellation)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
