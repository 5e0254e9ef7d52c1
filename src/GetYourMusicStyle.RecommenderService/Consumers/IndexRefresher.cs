using GetYourMusicStyle.Messaging;
using GetYourMusicStyle.RecommenderService.Index;
using GetYourMusicStyle.RecommenderService.Queues;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.RecommenderService.Consumers;

/// <summary>
/// Builds the index when the process starts, lets it answer from then on, and polls the catalog for changes: messages bring most of them earlier, but a message may
/// be lost. While the catalog is out of reach the index answers as it is.
/// </summary>
internal sealed partial class IndexRefresher(
    LibraryIndex index, IReceiveEndpointConnector endpoints, IOptions<LibraryIndexOptions> options, TimeProvider clock, Random random, ILogger<IndexRefresher> logger)
    : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var backoff = new BackoffState(clock, random);
        bool answering = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await index.RefreshAsync(stoppingToken).ConfigureAwait(false);
                if (backoff.RecordSuccess())
                    LogBack();
                if (!answering)
                    Answer();
                answering = true;
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                if (backoff.RecordFailure())
                    LogFailure(error);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            var pause = TimeSpan.FromSeconds(options.Value.PollSeconds);
            await Task.Delay(backoff.Pause > pause ? backoff.Pause : pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Not before: a request goes to whoever is at the queue, and there may be others who can answer it.
    private void Answer() => endpoints.ConnectReceiveEndpoint(RecommenderQueue.Name(index.ModelVersion), (context, endpoint) =>
    {
        endpoint.ConfigureConsumeTopology = false;
        endpoint.PrefetchCount = Environment.ProcessorCount;
        endpoint.ConcurrentMessageLimit = Environment.ProcessorCount;
        endpoint.DiscardFaultedMessages();      // the client gets the fault
        endpoint.DiscardSkippedMessages();
        if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbit)
            rabbit.QueueExpiration = RecommenderQueue.Expiry;
        endpoint.ConfigureConsumer<RecommendationConsumer>(context);
    });

    [LoggerMessage(Level = LogLevel.Warning, Message = "The index cannot be brought up to date; it is tried again")]
    private partial void LogFailure(Exception error);

    [LoggerMessage(Level = LogLevel.Information, Message = "The index is up to date again")]
    private partial void LogBack();
}
