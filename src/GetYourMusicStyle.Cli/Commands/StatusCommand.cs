using System.CommandLine;
using System.Globalization;
using GetYourMusicStyle.Cli.Arguments;
using GetYourMusicStyle.Cli.Output;
using GetYourMusicStyle.Cli.Server;
using GetYourMusicStyle.Cli.Server.Responses;

namespace GetYourMusicStyle.Cli.Commands;

/// <summary><c>gyms status</c>: how far a server is with a batch, a job, or everything.</summary>
internal sealed class StatusCommand
{
    private readonly CommandWithExamples _command = new(
        "status",
        "Tells how far a server is: with a batch or a job, or, without one, with its queues and its latest batches.",
        "gyms status --server http://nas:8080",
        "gyms status 0199f0c2-7c6e-7d2b-9a51-3d4b8f0c1a2e --watch");

    private readonly Argument<Guid?> _id = new("BATCH|JOB")
    {
        Description = "The id of a batch or a job.",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = result =>
        {
            if (result.Tokens is [var token] && Guid.TryParse(token.Value, out var id))
                return id;
            result.AddError("a batch or a job has an id such as 0199f0c2-7c6e-7d2b-9a51-3d4b8f0c1a2e");
            return null;
        },
    };

    private readonly ServerArguments _server;
    private readonly Option<bool> _watch = new("--watch") { Description = "Follow it until it is done. The exit code is 1 if something failed." };

    private StatusCommand()
    {
        _command.Arguments.Add(_id);
        _server = new ServerArguments(_command);
        _command.Options.Add(_watch);
        _command.SetAction(RunAsync);
    }

    public static Command Create() => new StatusCommand()._command;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using var server = _server.Connect(parsed);
        bool watch = parsed.GetValue(_watch);
        if (parsed.GetValue(_id) is not { } id)
            return await OverviewAsync(server, watch, cancellation);
        if (await server.FindBatchAsync(id, cancellation) is { } batch)
            return watch ? await BatchFollower.FollowAsync(server, id, cancellation) : await BatchAsync(server, batch, cancellation);
        var job = await server.FindJobAsync(id, cancellation) ?? throw new UsageException($"the server has no batch and no job {id}");
        return await JobAsync(server, job, watch, cancellation);
    }

    private static async Task<int> BatchAsync(ServerClient server, BatchResponse batch, CancellationToken cancellation)
    {
        BatchReport.Write(batch, batch.Count("failed") > 0 ? await server.FailuresAsync(batch.Id, cancellation) : []);
        return batch.Count("failed") > 0 ? ExitCode.SomeFailed : ExitCode.Done;
    }

    private static async Task<int> JobAsync(ServerClient server, JobResponse job, bool watch, CancellationToken cancellation)
    {
        while (true)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{job.Id}  {job.State} {job.Progress * 100:0}%")
                + (job.Error is { } error ? $": {TerminalText.Safe(error.Message ?? error.Code ?? "")}" : "")
                + (job.WaitingFor is { } kept ? $", waits for {TerminalText.Safe(kept)}" : ""));
            if (!watch || job.Finished)
                return job.State == "failed" ? ExitCode.SomeFailed : ExitCode.Done;
            var (before, waits) = (job.State, job.WaitingFor);
            while (!job.Finished && job.State == before && job.WaitingFor == waits)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
                var id = job.Id;
                job = await RetryPolicies.ForUploads.ExecuteAsync(async token => await server.FindJobAsync(id, token), cancellation)
                    ?? throw new ServerException($"job {id} is gone: its track was deleted", isTransient: false);
            }
        }
    }

    private static async Task<int> OverviewAsync(ServerClient server, bool watch, CancellationToken cancellation)
    {
        while (true)
        {
            foreach (var queue in await server.QueuesAsync(cancellation))
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{queue.Name,-13} {queue.Waiting,7} waiting {queue.InFlight,5} in work {queue.RatePerS,7:0.0} a second{(queue.Paused ? "  paused" : "")}")
                    + (queue.WaitingForServers > 0 ? $"  {queue.WaitingForServers} wait for a server" : ""));
            }
            foreach (var batch in await server.BatchesAsync(cancellation))
                Console.WriteLine(BatchReport.Line(batch));
            if (!watch)
                return ExitCode.Done;
            await Task.Delay(TimeSpan.FromSeconds(5), cancellation);
            Console.WriteLine();
        }
    }
}
