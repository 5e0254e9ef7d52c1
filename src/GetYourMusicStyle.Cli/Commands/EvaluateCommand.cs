using System.CommandLine;
using GetYourMusicStyle.Cli.Arguments;
using GetYourMusicStyle.Cli.Neighbours;

namespace GetYourMusicStyle.Cli.Commands;

/// <summary><c>gyms evaluate</c>: the report on music held out, by <c>models/training/evaluate.py</c>, or with <c>--neighbours</c> that on similar tracks.</summary>
internal sealed class EvaluateCommand
{
    private readonly CommandWithExamples _command = new(
        "evaluate",
        "Measures models by grouped cross-validation, on music whose patterns and sounds they have not heard, and writes their card.",
        "gyms evaluate --corpus corpus --model my-models",
        "gyms evaluate --corpus corpus --model my-models --real my-recordings/real.csv",
        "gyms evaluate --corpus corpus --model my-models --neighbours");

    private readonly TrainingArguments _training;
    private readonly Option<string> _model = new("--model") { HelpName = "DIR", Required = true, Description = "The models to look at." };
    private readonly Option<string?> _neighbours = new("--neighbours")
    {
        HelpName = "TABLE",
        Arity = ArgumentArity.ZeroOrOne,
        Description = "Measure instead how good the neighbours are that the recommender finds, and write NEIGHBOURS.md; with the TABLE of an earlier run, without training.",
    };

    private EvaluateCommand()
    {
        _training = new TrainingArguments(_command);
        _command.Options.Add(_model);
        _command.Options.Add(_neighbours);
        _command.SetAction(RunAsync);
    }

    public static Command Create() => new EvaluateCommand()._command;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        string model = parsed.GetRequiredValue(_model);
        if (parsed.GetResult(_neighbours) is null)
            return (await _training.Script(parsed).RunAsync("training.evaluate", ("--models", model), cancellation)).ExitCode;
        string? table = parsed.GetValue(_neighbours);
        int code = ExitCode.Done;
        if (table is null)
        {
            var script = _training.Script(parsed);
            code = (await script.RunAsync("training.neighbours", ("--models", model), cancellation)).ExitCode;
            if (code is not (ExitCode.Done or ExitCode.SomeFailed))
                return code;
            table = NeighbourEvaluation.TablePath(script.Data);
        }
        NeighbourEvaluation.Write(table, model, cancellation);
        return code;
    }
}
