using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Text;
using GetYourMusicStyle.Cli.Commands;
using GetYourMusicStyle.Cli.Output;
using GetYourMusicStyle.Cli.Server;
using GetYourMusicStyle.Scoring;

namespace GetYourMusicStyle.Cli;

/// <summary>The <c>gyms</c> command: parses the arguments, runs one command, says how it ended.</summary>
internal static class CommandLine
{
    /// <summary>Runs the command that the arguments name; the result is one of <see cref="ExitCode"/>.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var interruption = new SignalCancellation();
        var root = Root();
        // An argument that starts with @ is a file like any other, not a list of arguments.
        var parsed = root.Parse(args.Length == 0 ? ["--help"] : args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var error in parsed.Errors)
                Message(error.Message.ReplaceLineEndings(" ").Replace('\t', ' '));
            Message($"see gyms {string.Join(' ', CommandNames(parsed).Append("--help"))}");
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
            Message("interrupted");
            return interruption.ExitCode;
        }
        catch (Exception e) when (e is UsageException or ModelException)
        {
            Message(e.Message);
            return ExitCode.BadUsage;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ServerException)
        {
            Message(e.Message);     // a full disk, a closed pipe, a server that is away
            return ExitCode.SomeFailed;
        }
    }

    /// <summary>Writes one line to standard error.</summary>
    public static void Message(string text) => Console.Error.WriteLine($"gyms: {TerminalText.Safe(text)}");

    private static RootCommand Root()
    {
        var root = new RootCommand("""
            Tells the genres of music, how sure it is, and how they move over each track.

            ./gyms test runs every test; ./gyms bench measures speed, side by side with librosa.
            """)
        {
            ClassifyCommand.Create(),
            FeaturesCommand.Create(),
            SpectrogramsCommand.Create(),
            TagCommand.Create(),
            ServeCommand.Create(),
            SubmitCommand.Create(),
            StatusCommand.Create(),
            PlaylistCommand.Create(),
            CorpusCommand.Create(),
            TrainCommand.Create(),
            EvaluateCommand.Create(),
            InstallCommand.Create(),
        };
        foreach (var option in root.Options.OfType<HelpOption>())
            option.Action = new HelpWithExamples((HelpAction)option.Action!);
        return root;
    }

    private static IEnumerable<string> CommandNames(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? [] : [parsed.CommandResult.Command.Name];
}
