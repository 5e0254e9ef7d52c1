using System.Threading.Channels;
using GetYourMusicStyle.Contracts.Messages;
using GetYourMusicStyle.Messaging;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Pipeline.Consumers;

/// <summary>
/// Publishes <see cref="TrackScored"/>, after its commit and beside the work: scoring waits for no broker. When there is too much of it or the broker is
/// out of reach, messages are dropped, as recommenders poll the catalog too.
/// </summary>
internal sealed partial class TrackScoredPublisher(IBus bus, IOptions<BusOptions> options, TimeProvider clock, ILogger<TrackScoredPublisher> logger) : BackgroundService
{
    private const int MaxWaiting = 10_000;
    private const int MaxBatch = 256;

    private readonly Channel<TrackScored> _messages = Channel.CreateBounded<TrackScored>(
        new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>Puts a message in line; it is published soon, and dropped where that cannot be.</summary>
    public void Publish(TrackScored message) => _messages.Writer.TryWrite(message);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _messages.Reader.WaitToReadAsync(stoppingToken).ConfigureAwait(false))
            {
                var batch = new List<TrackScored>();
                while (batch.Count < MaxBatch && _messages.Reader.TryRead(out var message))
                    batch.Add(message);
                await PublishAsync(batch, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) { }
    }

    private async Task PublishAsync(List<TrackScored> batch, CancellationToken stopping)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.TimeoutSeconds), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping);
        try
        {
            await bus.PublishBatch(batch, either.Token).WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (!stopping.IsCancellationRequested)
        {
            LogDropped(error, batch.Count);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "That {Tracks} tracks were scored cannot be published; recommenders will find them")]
    private partial void LogDropped(Exception error, int tracks);
}
