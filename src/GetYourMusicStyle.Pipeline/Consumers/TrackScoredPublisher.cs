using System.Threading.Channels;
using GetYourMusicStyle.Contracts.Messages;
using GetYourMusicStyle.Messaging;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Pipeline.Consumers;

/// <summary>
/// Publishes what has been scored, after its commit and beside the work: scoring waits for no broker. When there is too much of it or the broker is
/// away, news is dropped, as recommenders look for themselves too.
/// </summary>
internal sealed partial class TrackScoredPublisher(IBus bus, IOptions<BusOptions> options, ILogger<TrackScoredPublisher> logger) : BackgroundService
{
    private const int MostWaiting = 10_000;
    private const int MostAtOnce = 256;

    private readonly Channel<TrackScored> _news = Channel.CreateBounded<TrackScored>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>Has it published, some time soon.</summary>
    public void Publish(TrackScored scored) => _news.Writer.TryWrite(scored);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _news.Reader.WaitToReadAsync(stoppingToken).ConfigureAwait(false))
            {
                var some = new List<TrackScored>();
                while (some.Count < MostAtOnce && _news.Reader.TryRead(out var scored))
                    some.Add(scored);
                await PublishAsync(some, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) { }
    }

    private async Task PublishAsync(List<TrackScored> some, CancellationToken stopping)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        timeout.CancelAfter(TimeSpan.FromSeconds(options.Value.TimeoutSeconds));
        try
        {
            await bus.PublishBatch(some, timeout.Token).WaitAsync(timeout.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (!stopping.IsCancellationRequested)
        {
            LogDropped(error, some.Count);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "That {Tracks} tracks were scored cannot be published; recommenders will find them")]
    private partial void LogDropped(Exception error, int tracks);
}
