using System.CommandLine;

namespace GetYourMusicStyle.Cli.Commands;

/// <summary><c>gyms evaluate</c>: the honest report, by <c>models/training/evaluate.py</c>.</summary>
internal sealed class EvaluateCommand
{
    private readonly ExampleCommand _command = new(
        "evaluate",
        "Measures models honestly, on music whose patterns and sounds they have not heard, and writes their card.",
        "gyms evaluate --corpus corpus --model my-models",
        "gyms evaluate --corpus corpus --model my-models --real my-recordings/real.csv");

    private readonly TrainingArguments _training;
    private readonly Option<string> _model = new("--model") { HelpName = "DIR", Required = true, Description = "The models to look at." };

    private EvaluateCommand()
    {
        _training = new TrainingArguments(_command);
        _command.Options.Add(_model);
        _command.SetAction(RunAsync);
    }

    public static Command Create() => new EvaluateCommand()._command;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation) => TrainingArguments.ExitCodeOf(
        await _training.RunAsync(parsed, "evaluate.py", ("--models", parsed.GetRequiredValue(_model)), cancellation));
}
