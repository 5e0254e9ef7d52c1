using System.CommandLine;
using GetYourMusicStyle.Cli.Arguments;
using GetYourMusicStyle.Cli.Formatting;
using GetYourMusicStyle.Hosting;
using GetYourMusicStyle.Hosting.Inspection;
using GetYourMusicStyle.Pipeline.Reconciling;
using GetYourMusicStyle.Pipeline.Sweeping;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Cli.Commands;

/// <summary><c>gyms doctor</c>: whether catalog, store and queues agree.</summary>
internal sealed class DoctorCommand
{
    private readonly CommandWithExamples _command = new(
        "doctor",
        "Looks at the system in a data folder, or, with the settings of the distributed form (in the environment, or given here as a worker takes them), at "
        + "that one. Changes nothing. The exit code is 1 if something is wrong.",
        "gyms doctor --reconcile",
        "gyms doctor --reconcile --deep --data /srv/gyms --json -",
        "Catalog__Provider=Postgres Catalog__ConnectionString=... Storage__Kind=S3 ... gyms doctor --reconcile");

    private readonly Argument<string[]> _settings = new("SETTING")
    {
        Description = "Settings such as Catalog:Provider=Postgres.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> _data = DataOption.Create();
    private readonly Option<bool> _reconcile = new("--reconcile") { Description = "Compare catalog, store and queues, and tell every disagreement." };
    private readonly Option<bool> _deep = new("--deep") { Description = "With --reconcile: also hash all audio again and read all features." };
    private readonly Option<bool> _adopt = new("--adopt")
    {
        Description = "Say that the object store is this catalog's, whatever mark it has, so that the server may remove from it what no track needs.",
    };

    private readonly Option<string?> _json = new("--json") { HelpName = "FILE", Description = "Write what was found as a JSON object a line; - for standard output." };

    private DoctorCommand()
    {
        _settings.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !token.Value.Contains('=', StringComparison.Ordinal)))
                result.AddError($"{token.Value} is no setting such as Catalog:Provider=Postgres");
        });
        _command.Arguments.Add(_settings);
        foreach (var option in new Option[] { _data, _reconcile, _deep, _adopt, _json })
            _command.Options.Add(option);
        _command.SetAction(RunAsync);
    }

    public static Command Create() => new DoctorCommand()._command;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        try
        {
            bool adopt = parsed.GetValue(_adopt);
            await using var system = InspectedSystem.Open(parsed.GetRequiredValue(_data), parsed.GetValue(_settings) ?? [], writable: adopt);
            if (adopt)
                return await AdoptAsync(system.GetRequiredService<StoreOwnership>(), cancellation);
            var report = await system.GetRequiredService<Reconciler>().RunAsync(parsed.GetValue(_deep), cancellation);
            ReconciliationWriter.Write(report, parsed.GetValue(_json));
            return report.Whole ? ExitCode.Done : ExitCode.SomeFailed;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested && HostRun.Explain(e) is { } reason)
        {
            throw new UsageException(reason);
        }
    }

    private static async Task<int> AdoptAsync(StoreOwnership ownership, CancellationToken cancellation)
    {
        var (before, now) = await ownership.AdoptAsync(cancellation);
        Console.WriteLine(before is null ? $"the store had no mark; it is that of installation {now} now"
            : before == now ? $"the store is that of installation {now} already"
            : $"the store was that of installation {before}; it is that of {now} now");
        return ExitCode.Done;
    }
}
