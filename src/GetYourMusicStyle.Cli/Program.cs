using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text;
using GetYourMusicStyle.Cli.Commands;
using GetYourMusicStyle.Cli.Output;
using GetYourMusicStyle.Cli.Server;
using GetYourMusicStyle.Scoring;

namespace GetYourMusicStyle.Cli;

/// <summary>The <c>gyms</c> command: parses the arguments, runs one command, says how it ended.</summary>
internal static class Program
{
    /// <summary>Runs the command that the arguments name; the result is one of <see cref="ExitCode"/>.</summary>
    public static async Task<int> Main(string[] args)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var interruption = new SignalCancellation();
        var root = GymsCommand.Create();
        // An argument that starts with @ is a file like any other, not a list of arguments.
        var parsed = root.Parse(args.Length == 0 ? ["--help"] : args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var error in parsed.Errors)
                StandardError.WriteLine(error.Message.ReplaceLineEndings(" ").Replace('\t', ' '));
            StandardError.WriteLine($"see gyms {string.Join(' ', CommandNames(parsed).Append("--help"))}");
            return ExitCode.BadUsage;
        }
        try
        {
            var invocation = new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false };
            int code = await parsed.InvokeAsync(invocation, interruption.Token);
            return args.Length == 0 ? ExitCode.BadUsage : code;
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            StandardError.WriteLine("interrupted");
            return interruption.ExitCode;
        }
        catch (Exception e) when (e is UsageException or ModelException)
        {
            StandardError.WriteLine(e.Message);
            return ExitCode.BadUsage;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ServerException)
        {
            StandardError.WriteLine(e.Message);     // a full disk, a closed pipe, a server that is away
            return ExitCode.SomeFailed;
        }
    }

    private static IEnumerable<string> CommandNames(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? [] : [parsed.CommandResult.Command.Name];
}
