using GetYourMusicStyle.Cli.Output;
using GetYourMusicStyle.Cli.Server.Responses;

namespace GetYourMusicStyle.Cli.Server;

/// <summary>Follows a batch to its end.</summary>
internal static class BatchFollower
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>Shows how far a batch is until nothing is left to do, then what came of it; the result is an exit code.</summary>
    public static async Task<int> FollowAsync(ServerClient server, Guid id, CancellationToken cancellation)
    {
        var batch = await FindAsync(server, id, cancellation);
        using (var progress = new ProgressBar(batch.Total, batch.Total, "tracks"))
        {
            int ended = 0, failed = 0;
            while (true)
            {
                for (; ended < batch.Ended; ended++)
                    progress.Add(1, 0, failed++ < batch.Count("failed"));
                if (batch.Ended >= batch.Total)
                    break;
                await Task.Delay(Period, cancellation);
                batch = await RetryPolicies.ForUploads.ExecuteAsync(async token => await FindAsync(server, id, token), cancellation);
            }
        }
        BatchReport.Write(batch, await server.FailuresAsync(id, cancellation));
        return batch.Count("failed") > 0 ? ExitCode.SomeFailed : ExitCode.Done;
    }

    private static async Task<BatchResponse> FindAsync(ServerClient server, Guid id, CancellationToken cancellation) =>
        await server.FindBatchAsync(id, cancellation) ?? throw new ServerException($"the server has no batch {id}", isTransient: false);
}
