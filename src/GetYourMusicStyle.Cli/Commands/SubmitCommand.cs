using System.CommandLine;
using GetYourMusicStyle.Cli.Arguments;
using GetYourMusicStyle.Cli.Input;
using GetYourMusicStyle.Cli.Output;
using GetYourMusicStyle.Cli.Server;

namespace GetYourMusicStyle.Cli.Commands;

/// <summary><c>gyms submit</c>: a library to a server. What the server has is not sent again, so a second run goes on where the first stopped.</summary>
internal sealed class SubmitCommand
{
    private readonly CommandWithExamples _command = new(
        "submit",
        "Uploads music to a server, several files at a time. What the server has already is not sent again: after a stop, run it again.",
        "gyms submit ~/Music --server http://nas:8080",
        "gyms submit ~/Music --name 'Autumn import' --wait",
        "gyms submit ~/Music --batch 0199f0c2-7c6e-7d2b-9a51-3d4b8f0c1a2e");

    private readonly InputArguments _input;
    private readonly ServerArguments _server;
    private readonly Option<Guid?> _batch = IdOption.Create("--batch", "Go on with this batch instead of beginning one.");
    private readonly Option<string?> _name = new("--name") { HelpName = "TEXT", Description = "What to call the batch. Default: the paths." };
    private readonly Option<bool> _wait = new("--wait") { Description = "Then wait until every track is done, and tell what failed." };

    private SubmitCommand()
    {
        _input = new InputArguments(_command);
        _server = new ServerArguments(_command);
        foreach (var option in new Option[] { _batch, _name, _wait })
            _command.Options.Add(option);
        _command.SetAction(RunAsync);
    }

    public static Command Create() => new SubmitCommand()._command;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var input = _input.Find(parsed);
        using var server = _server.Connect(parsed);
        string[] paths = _input.Paths(parsed);
        var batch = await BatchAsync(server, parsed.GetValue(_batch), parsed.GetValue(_name) ?? string.Join(", ", paths), cancellation);
        StandardError.WriteLine($"batch {batch}");
        var upload = new BatchUpload(server, batch, paths);
        int exitCode;
        try
        {
            exitCode = await UploadAsync(upload, input, parsed.GetValue(_input.Jobs), cancellation);
        }
        catch (OperationCanceledException)
        {
            StandardError.WriteLine($"to go on, run it again with --batch {batch}");
            throw;
        }
        Console.WriteLine($"{upload.Sent} sent, {upload.Known} already there, {upload.Failed} failed; batch {batch}");
        if (!parsed.GetValue(_wait))
            return exitCode;
        int outcome = await BatchFollower.FollowAsync(server, batch, cancellation);
        return Math.Max(exitCode, outcome);
    }

    private static async Task<Guid> BatchAsync(ServerClient server, Guid? given, string name, CancellationToken cancellation)
    {
        if (given is not { } id)
            return (await server.CreateBatchAsync(name, cancellation)).Id;
        return (await server.FindBatchAsync(id, cancellation) ?? throw new UsageException($"the server has no batch {id}")).Id;
    }

    private static async Task<int> UploadAsync(BatchUpload upload, InputFiles input, int jobs, CancellationToken cancellation)
    {
        using var run = new FileProgress(input);
        var options = new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation };
        await Parallel.ForEachAsync(input.Files, options, async (file, token) =>
        {
            string? error = await upload.SendAsync(file, token);
            run.Done(file, 0, error, () => { });
        });
        return run.ExitCode;
    }
}
