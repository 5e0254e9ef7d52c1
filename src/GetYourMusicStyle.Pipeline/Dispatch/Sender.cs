using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Pipeline.Messages;
using MassTransit;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Pipeline;

/// <summary>Sends claimed jobs to their queues, confirmed by the broker, within a bounded time.</summary>
internal sealed class Sender(IBus bus, ExtractorVersion extractor, IOptions<BusOptions> options)
{
    /// <summary>
    /// Sends jobs of one queue; returns those that were not confirmed in time, with the first reason. They may have arrived all the same:
    /// whichever message of an attempt comes first counts.
    /// </summary>
    public async Task<(IReadOnlyList<JobTicket> Unsent, Exception? Reason)> SendAsync(
        Stage stage, Lane lane, IReadOnlyList<JobTicket> tickets, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(options.Value.TimeoutSeconds));
        var sends = tickets.Select(ticket => SendAsync(StageQueues.Address(stage, lane), ticket, patience.Token)).ToArray();
        var errors = await Task.WhenAll(sends).ConfigureAwait(false);
        return ([.. tickets.Where((_, i) => errors[i] is not null)], errors.FirstOrDefault(error => error is not null));
    }

    private async Task<Exception?> SendAsync(Uri address, JobTicket ticket, CancellationToken cancellation)
    {
        using var activity = PipelineTelemetry.StartSend(ticket);
        try
        {
            var endpoint = await bus.GetSendEndpoint(address).WaitAsync(cancellation).ConfigureAwait(false);
            object message = Message(ticket, activity?.Id ?? ticket.TraceParent);
            await endpoint.Send(message, message.GetType(), Pipe.Execute<SendContext>(Require), cancellation).WaitAsync(cancellation).ConfigureAwait(false);
            return null;
        }
        catch (Exception error)
        {
            activity?.SetStatus(System.Diagnostics.ActivityStatusCode.Error, error.Message);
            return error;
        }
    }

    /// <summary>Without a queue behind the exchange the broker is to say so, not to lose the message.</summary>
    private static void Require(SendContext context)
    {
        if (context.TryGetPayload<RabbitMqSendContext>(out var rabbit))
            rabbit.Mandatory = true;
    }

    private IStageMessage Message(JobTicket ticket, string? trace)
    {
        var (job, attempt, version) = (ticket.Attempt.JobId, ticket.Attempt.Attempt, extractor.Name);
        return ticket.Attempt.Stage switch
        {
            Stage.Feature => new FeaturizeTrack(
                job, ticket.TrackId, ObjectKeys.Audio(ticket.Sha256), attempt, version, ticket.Lane, ticket.Suspect, trace),
            Stage.Score => new ScoreTrack(
                job, ticket.TrackId, ObjectKeys.Windows(ticket.Sha256, version), attempt, version, ticket.ModelVersion, ticket.Lane, ticket.Suspect, trace),
            Stage.Picture => new DrawSpectrograms(
                job, ticket.TrackId, ObjectKeys.Spectrograms(ticket.Sha256, version), attempt, version, ticket.Lane, ticket.Suspect, trace),
            _ => throw new ArgumentOutOfRangeException(nameof(ticket)),
        };
    }
}
