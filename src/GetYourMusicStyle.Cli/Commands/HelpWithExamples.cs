using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace GetYourMusicStyle.Cli.Commands;

/// <summary>The help of a command, and after it the command's examples.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => help.ClearsParseErrors;

    public override int Invoke(ParseResult parseResult)
    {
        int code = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is CommandWithExamples { Examples.Count: > 0 } command)
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (string example in command.Examples)
                output.WriteLine($"  {example}");
            output.WriteLine();
        }
        return code;
    }
}
