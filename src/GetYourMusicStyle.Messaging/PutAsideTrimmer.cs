using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace GetYourMusicStyle.Messaging;

/// <summary>
/// Keeps the queues for what cannot be handled within <see cref="BusOptions.MaxPutAside"/>: takes the oldest messages out. Not by an argument of the queues,
/// which those that are there already would not take.
/// </summary>
public sealed partial class PutAsideTrimmer(IOptions<BusOptions> options, PutAsideQueues queues, TimeProvider clock, ILogger<PutAsideTrimmer> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(10);

    /// <summary>Trims all once; returns how many messages were taken out.</summary>
    /// <exception cref="Exception">The broker is out of reach.</exception>
    public async Task<int> TrimAsync(CancellationToken cancellation)
    {
        await using var connection = await RabbitConnection.OpenAsync(options.Value, "getyourmusicstyle trimmer", cancellation).ConfigureAwait(false);
        int taken = 0;
        foreach (string queue in queues.Names)
            taken += await TrimAsync(connection, queue, cancellation).ConfigureAwait(false);
        if (taken > 0)
            LogTrimmed(taken);
        return taken;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await TrimAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                LogTrouble(error);
            }
        }
    }

    private async Task<int> TrimAsync(IConnection connection, string queue, CancellationToken cancellation)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellation).ConfigureAwait(false);
        try
        {
            long surplus = (await channel.QueueDeclarePassiveAsync(queue, cancellation).ConfigureAwait(false)).MessageCount - (long)options.Value.MaxPutAside;
            int taken = 0;
            while (taken < surplus && await channel.BasicGetAsync(queue, autoAck: true, cancellation).ConfigureAwait(false) is not null)
                taken++;
            return taken;
        }
        catch (OperationInterruptedException error) when (error.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return 0;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} old messages that could not be handled made room for newer ones (Bus:MaxPutAside)")]
    private partial void LogTrimmed(int count);

    [LoggerMessage(Level = LogLevel.Debug, Message = "the queues for what cannot be handled cannot be looked at")]
    private partial void LogTrouble(Exception error);
}
