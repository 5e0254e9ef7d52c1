using GetYourMusicStyle.Analysis;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Contracts.Messages;
using GetYourMusicStyle.Messaging;
using GetYourMusicStyle.Pipeline.Queues;
using MassTransit;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Pipeline.Dispatch;

/// <summary>Sends claimed jobs to their queues, confirmed by the broker, within a bounded time.</summary>
internal sealed class JobSender(IBus bus, ExtractorVersion extractor, IOptions<BusOptions> options, TimeProvider clock)
{
    /// <summary>
    /// Sends jobs of one queue; returns those that were not confirmed in time, with the first reason. They may have arrived all the same:
    /// whichever message of an attempt comes first counts.
    /// </summary>
    public async Task<(IReadOnlyList<ClaimedJob> Unsent, Exception? Reason)> SendAsync(
        Stage stage, QueuePriority priority, IReadOnlyList<ClaimedJob> jobs, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.TimeoutSeconds), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        var sends = jobs.Select(job => SendAsync(StageQueues.Address(stage, priority), job, either.Token)).ToArray();
        var errors = await Task.WhenAll(sends).ConfigureAwait(false);
        return ([.. jobs.Where((_, i) => errors[i] is not null)], errors.FirstOrDefault(error => error is not null));
    }

    private async Task<Exception?> SendAsync(Uri address, ClaimedJob job, CancellationToken cancellation)
    {
        using var activity = PipelineTelemetry.StartSend(job);
        try
        {
            var endpoint = await bus.GetSendEndpoint(address).WaitAsync(cancellation).ConfigureAwait(false);
            object message = Message(job, activity?.Id ?? job.TraceParent);
            await endpoint.Send(message, message.GetType(), Pipe.Execute<SendContext>(RequiredDelivery.Require), cancellation).WaitAsync(cancellation).ConfigureAwait(false);
            return null;
        }
        catch (Exception error)
        {
            activity?.SetStatus(System.Diagnostics.ActivityStatusCode.Error, error.Message);
            return error;
        }
    }

    private IStageMessage Message(ClaimedJob job, string? trace)
    {
        var (id, attempt, version) = (job.Attempt.JobId, job.Attempt.Attempt, extractor.Name);
        return job.Attempt.Stage switch
        {
            Stage.Featurize => new FeaturizeTrack(id, job.TrackId, attempt, version, job.Priority, job.RunIsolated, trace),
            Stage.Score => new ScoreTrack(id, job.TrackId, attempt, version, job.ModelVersion, job.Priority, job.RunIsolated, trace),
            Stage.Spectrograms => new RenderSpectrograms(id, job.TrackId, attempt, version, job.Priority, job.RunIsolated, trace),
            _ => throw new ArgumentOutOfRangeException(nameof(job)),
        };
    }
}
