using System.CommandLine;
using System.Globalization;
using GetYourMusicStyle.Catalog.Keys;
using GetYourMusicStyle.Cli.Arguments;
using GetYourMusicStyle.Cli.Output;

namespace GetYourMusicStyle.Cli.Commands;

/// <summary><c>gyms keys</c>: lists, makes and revokes the API keys of a server.</summary>
internal static class KeysCommand
{
    public static Command Create()
    {
        var keys = new CommandWithExamples(
            "keys",
            "Lists, makes and revokes API keys: of the server of a data folder, whether it runs or not, or of one named with --server.",
            "gyms keys list",
            "gyms keys add anna --scopes add",
            "gyms keys revoke anna --server http://nas:8080");
        keys.Subcommands.Add(List());
        keys.Subcommands.Add(Add());
        keys.Subcommands.Add(Revoke());
        return keys;
    }

    private static CommandWithExamples List()
    {
        var command = new CommandWithExamples("list", "Lists the keys in use: name, scopes, when made, last used and ending, id.", "gyms keys list");
        var arguments = new KeyArguments(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var keys = await arguments.OpenAsync(parsed, cancellation);
            foreach (var key in await keys.ListAsync(cancellation))
            {
                Console.WriteLine($"{TerminalText.Safe(key.Name),-24} {string.Join(',', key.Scopes),-22} made {Day(key.CreatedAt)}  used {Day(key.LastUsedAt)}  ends {Day(key.ExpiresAt)}  {key.Id}");
            }
            return ExitCode.Done;
        });
        return command;
    }

    private static CommandWithExamples Add()
    {
        var command = new CommandWithExamples(
            "add",
            "Makes a key and prints it: this once, for only its hash is kept. A server with a key answers nobody without one.",
            "gyms keys add anna --scopes add",
            "gyms keys add backup --scopes read --days 30 --server http://nas:8080");
        var name = new Argument<string>("NAME") { Description = "What the key is called; unique among the keys in use." };
        name.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && (text.Trim().Length is 0 or > KeyRequest.MaxName || text.Any(char.IsControl)))
                result.AddError($"a key needs a name of 1 to {KeyRequest.MaxName} characters");
        });
        var scopes = new Option<string>("--scopes")
        {
            HelpName = string.Join('|', ScopeNames.All),
            Description = "What it may do, each with those before it: read (see and hear), add (upload), change (cancel, delete, analyse again), admin (pause queues, keys, metrics).",
            Required = true,
        };
        scopes.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && ScopeNames.Parse(text.Split(',')) is null)
                result.AddError($"--scopes must be one of {string.Join(", ", ScopeNames.All)}");
        });
        var days = WholeNumberOption.Create("--days", "N", "After how many days it ends by itself. Default: never.", 1, 36_500);
        var arguments = new KeyArguments(command);
        command.Arguments.Add(name);
        command.Options.Add(scopes);
        command.Options.Add(days);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var keys = await arguments.OpenAsync(parsed, cancellation);
            Console.WriteLine(await keys.AddAsync(parsed.GetRequiredValue(name).Trim(), parsed.GetRequiredValue(scopes).Split(','), parsed.GetValue(days), cancellation));
            StandardError.WriteLine("keep this key: it cannot be shown again");
            return ExitCode.Done;
        });
        return command;
    }

    private static CommandWithExamples Revoke()
    {
        var command = new CommandWithExamples("revoke", "Takes a key, and the browsers signed in with it, out of use for good.", "gyms keys revoke anna");
        var which = new Argument<string>("NAME|ID") { Description = "The key's name or id." };
        var arguments = new KeyArguments(command);
        command.Arguments.Add(which);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var keys = await arguments.OpenAsync(parsed, cancellation);
            string text = parsed.GetRequiredValue(which);
            var key = (await keys.ListAsync(cancellation)).FirstOrDefault(key => key.Name == text || $"{key.Id}" == text)
                ?? throw new UsageException($"there is no key '{text}' in use: gyms keys list shows them");
            await keys.RevokeAsync(key.Id, cancellation);
            return ExitCode.Done;
        });
        return command;
    }

    private static string Day(DateTime? time) => time?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "never     ";
}
