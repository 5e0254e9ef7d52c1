using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace GetYourMusicStyle.Messaging;

/// <summary>Asks RabbitMQ by passive declares, over a connection of its own that recovers by itself. For one caller at a time.</summary>
internal sealed class RabbitQueueDepth(IOptions<BusOptions> options, TimeProvider clock) : IQueueDepth, IAsyncDisposable
{
    private static readonly TimeSpan MissingFor = TimeSpan.FromSeconds(1);
    private readonly Dictionary<string, long> _missingSince = [];
    private IConnection? _connection;
    private IChannel? _channel;

    public async Task<int?> ReadyAsync(string queue, CancellationToken cancellation)
    {
        // A declare that finds nothing costs a channel: not in every round.
        if (_missingSince.TryGetValue(queue, out long since) && clock.GetElapsedTime(since) < MissingFor)
            return null;
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.TimeoutSeconds), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            var channel = await ChannelAsync(either.Token).ConfigureAwait(false);
            uint ready = (await channel.QueueDeclarePassiveAsync(queue, either.Token).ConfigureAwait(false)).MessageCount;
            _missingSince.Remove(queue);
            return (int)ready;
        }
        catch (OperationInterruptedException error) when (error.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            _missingSince[queue] = clock.GetTimestamp();
            return null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"RabbitMQ did not say within {options.Value.TimeoutSeconds} s how full '{queue}' is.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_channel is not null)
            await _channel.DisposeAsync().ConfigureAwait(false);
        if (_connection is not null)
            await _connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<IChannel> ChannelAsync(CancellationToken cancellation)
    {
        if (_channel is { IsOpen: true })
            return _channel;
        if (_channel is not null)
            await _channel.DisposeAsync().ConfigureAwait(false);
        _channel = null;
        if (_connection is null)
        {
            _connection = await RabbitConnection.OpenAsync(options.Value, "getyourmusicstyle depth", cancellation).ConfigureAwait(false);
        }
        return _channel = await _connection.CreateChannelAsync(cancellationToken: cancellation).ConfigureAwait(false);
    }
}
