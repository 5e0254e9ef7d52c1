using GetYourMusicStyle.Catalog.Jobs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GetYourMusicStyle.Pipeline.Dispatch;

/// <summary>Reads the lengths of the stages' queues every 15 seconds, for the metric <c>gyms.backlog</c>.</summary>
internal sealed partial class BacklogGauge(StageControl stages, PipelineTelemetry telemetry, TimeProvider clock, ILogger<BacklogGauge> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            do
            {
                try
                {
                    telemetry.Waiting(await stages.ListAsync(stoppingToken).ConfigureAwait(false));
                }
                catch (Exception error) when (!stoppingToken.IsCancellationRequested)
                {
                    LogFailure(error);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) { }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The lengths of the queues cannot be read")]
    private partial void LogFailure(Exception error);
}
